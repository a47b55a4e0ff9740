using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Disputes;

/// <summary><c>/v1/disputes</c>, and the holder's side of it, which Stripe has not: <c>/simulate/disputes</c>.</summary>
internal static class DisputeApi
{
    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return Answer(call, Find(call));
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "charge", "payment_intent"]);
        var (charge, intent) = (asked.Text("charge"), asked.Text("payment_intent"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedDispute>()
            .Where(dispute => (charge is null || dispute.Charge == charge) && (intent is null || dispute.Intent == intent)));
    }

    /// <summary>The account gives in.</summary>
    public static StripeReply Concede(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        var dispute = Find(call);
        return Answer(call, Dispute.Close(call.Work, dispute, dispute.IsInquiry ? "warning_closed" : "lost"));
    }

    /// <summary><c>{"payment_intent": "pi_…", "reason": "fraudulent" | "product_not_received" | "inquiry"}</c></summary>
    public static StripeReply Open(StripeCall call)
    {
        call.Parameters.RefuseUnknown("payment_intent", "reason");
        var id = call.Parameters.Required("payment_intent");
        var kind = call.Parameters.OneOf("reason", "fraudulent", "product_not_received", "inquiry") switch
        {
            "product_not_received" => DisputeKind.ProductNotReceived,
            "inquiry" => DisputeKind.Inquiry,
            _ => DisputeKind.Fraudulent,
        };
        var intent = call.Work.Find<SimulatedIntent>(id) ?? throw StripeApiError.Missing("payment_intent", id, "payment_intent");
        var charge = call.Work.Find<SimulatedCharge>(intent.LatestCharge) ?? throw new StripeApiError(400, $"{id} has not been paid.");
        return Answer(call, Dispute.Open(call.Work, charge, kind));
    }

    /// <summary><c>{"status": "won" | "lost" | "warning_closed"}</c></summary>
    public static StripeReply Decide(StripeCall call)
    {
        call.Parameters.RefuseUnknown("status");
        call.Parameters.Required("status");
        return Answer(call, Dispute.Close(call.Work, Find(call), call.Parameters.OneOf("status", "won", "lost", "warning_closed")!));
    }

    private static SimulatedDispute Find(StripeCall call) =>
        call.Work.Find<SimulatedDispute>(call.Id) ?? throw StripeApiError.Missing("dispute", call.Id, "dispute");

    private static StripeReply Answer(StripeCall call, SimulatedDispute dispute) => StripeReply.Ok(call, DisputeWire.Of(dispute));
}
