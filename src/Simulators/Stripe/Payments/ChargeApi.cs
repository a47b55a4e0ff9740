using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary><c>/v1/charges</c>.</summary>
internal static class ChargeApi
{
    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return StripeReply.Ok(call, ChargeWire.Of(call.Work,
            call.Work.Find<SimulatedCharge>(call.Id) ?? throw StripeApiError.Missing("charge", call.Id, "id")));
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "customer", "payment_intent"]);
        var (customer, intent) = (asked.Text("customer"), asked.Text("payment_intent"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedCharge>()
            .Where(charge => (customer is null || charge.Customer == customer) && (intent is null || charge.Intent == intent)));
    }
}
