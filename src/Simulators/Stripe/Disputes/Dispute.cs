using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Disputes;

/// <summary>How a dispute begins and ends.</summary>
internal static class Dispute
{
    public static SimulatedDispute Open(StripeWork work, SimulatedCharge charge, DisputeKind kind)
    {
        if (!charge.IsPaid) throw new StripeApiError(400, $"Charge {charge.Id} has failed; there is nothing to dispute.");
        if (work.Find<SimulatedDispute>(charge.Dispute) is { IsOpen: true } open)
            throw new StripeApiError(400, $"Charge {charge.Id} is disputed already: {open.Id}.");

        var dispute = work.Save(new SimulatedDispute(work.Ids.Dispute(), charge.Id, charge.Intent, charge.Amount, charge.Currency, kind,
            kind == DisputeKind.Inquiry ? "warning_needs_response" : "needs_response", work.Now));
        work.Save(charge with { Dispute = dispute.Id });
        work.Emit("charge.dispute.created", DisputeWire.Of(dispute));
        if (!dispute.IsInquiry) work.Emit("charge.dispute.funds_withdrawn", DisputeWire.Of(dispute));
        return dispute;
    }

    /// <param name="status">won or lost; an inquiry's: warning_closed.</param>
    public static SimulatedDispute Close(StripeWork work, SimulatedDispute dispute, string status)
    {
        if (!dispute.IsOpen) throw new StripeApiError(400, "This dispute is already closed");
        if (dispute.IsInquiry != (status == "warning_closed"))
            throw new StripeApiError(400, dispute.IsInquiry ? "An inquiry ends as warning_closed." : "A dispute ends as won or lost.", param: "status");

        dispute = work.Save(dispute with { Status = status });
        work.Emit("charge.dispute.closed", DisputeWire.Of(dispute));
        if (status == "won") work.Emit("charge.dispute.funds_reinstated", DisputeWire.Of(dispute));
        return dispute;
    }
}
