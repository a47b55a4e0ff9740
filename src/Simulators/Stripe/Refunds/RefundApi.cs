using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Disputes;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Refunds;

/// <summary><c>/v1/refunds</c>.</summary>
internal static class RefundApi
{
    public static StripeReply Create(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown("charge", "payment_intent", "amount", "reason", "metadata", "metadata[*]");
        var charge = ChargeOf(call);
        var amount = asked.Integer("amount", min: 1, max: Currencies.MaxAmount);
        var reason = asked.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");

        var left = charge.Amount - charge.AmountRefunded;
        if (left == 0) throw new StripeApiError(400, $"Charge {charge.Id} has already been refunded.", "charge_already_refunded");
        if (call.Work.Find<SimulatedDispute>(charge.Dispute) is { IsRefundable: false })
            throw new StripeApiError(400, $"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed");
        if (amount > left)
            throw new StripeApiError(400,
                $"Refund amount ({Currencies.Written(amount.Value, charge.Currency)}) is greater than " +
                (charge.AmountRefunded == 0 ? "charge amount" : "unrefunded amount on charge") +
                $" ({Currencies.Written(left, charge.Currency)})", param: "amount");

        return Answer(call, Refunding.Begin(call.Work, charge,
            new SimulatedRefund(call.Work.Ids.Refund(), charge.Id, charge.Intent, amount ?? left, charge.Currency, call.Now)
            {
                Reason = reason,
                Metadata = StripeMetadata.Merged(StripeMetadata.None, asked),
            }));
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return Answer(call, Find(call));
    }

    public static StripeReply Update(StripeCall call)
    {
        call.Parameters.RefuseUnknown("metadata", "metadata[*]");
        var (refund, before) = (Find(call), RefundWire.Of(Find(call)));
        refund = call.Work.Save(refund with { Metadata = StripeMetadata.Merged(refund.Metadata, call.Parameters) });
        call.Work.Emit("refund.updated", RefundWire.Of(refund), before);
        return Answer(call, refund);
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "charge", "payment_intent"]);
        var (charge, intent) = (asked.Text("charge"), asked.Text("payment_intent"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedRefund>()
            .Where(refund => (charge is null || refund.Charge == charge) && (intent is null || refund.Intent == intent)));
    }

    private static SimulatedCharge ChargeOf(StripeCall call)
    {
        var asked = call.Parameters;
        if (asked.Text("charge") is { } id)
            return call.Work.Find<SimulatedCharge>(id) is { } named
                ? named.IsPaid ? named : throw new StripeApiError(400, $"Charge {id} has not been captured or has failed; it cannot be refunded.", param: "charge")
                : throw StripeApiError.Missing("charge", id, "charge");

        if (asked.Text("payment_intent") is not { } intentId)
            throw new StripeApiError(400, "One of the following params should be provided for this request: payment_intent or charge.");
        var intent = call.Work.Find<SimulatedIntent>(intentId) ?? throw StripeApiError.Missing("payment_intent", intentId, "payment_intent");
        return intent.Status == SimulatedIntent.Succeeded
            ? call.Work.Get<SimulatedCharge>(intent.LatestCharge!)
            : throw new StripeApiError(400, $"This PaymentIntent ({intentId}) does not have a successful charge to refund.", param: "payment_intent");
    }

    private static SimulatedRefund Find(StripeCall call) =>
        call.Work.Find<SimulatedRefund>(call.Id) ?? throw StripeApiError.Missing("refund", call.Id, "id");

    private static StripeReply Answer(StripeCall call, SimulatedRefund refund) => StripeReply.Ok(call, RefundWire.Of(refund));
}
