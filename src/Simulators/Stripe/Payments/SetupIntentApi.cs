using System.Security.Cryptography;
using System.Text;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Billing;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary><c>/v1/setup_intents</c>: those that subscriptions make.</summary>
internal static class SetupIntentApi
{
    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown("client_secret", "key");
        return StripeReply.Ok(call, SetupIntentWire.Of(Find(call)));
    }

    public static StripeReply Confirm(StripeCall call)
    {
        call.Parameters.RefuseUnknown([.. PaymentMethods.DataParameters, "payment_method", "return_url", "use_stripe_sdk", "key", "client_secret"]);
        var setup = Find(call);
        if (setup.Status == SimulatedIntent.Succeeded)
            throw new StripeApiError(400, "You cannot confirm this SetupIntent because it has already succeeded.", "setup_intent_unexpected_state");
        var method = PaymentMethods.Asked(call, setup.Customer) ?? throw StripeApiError.Required("payment_method");

        method = PaymentMethods.Attach(call.Work, method with { IsSetUp = true }, setup.Customer);
        setup = call.Work.Save(setup with { Status = SimulatedIntent.Succeeded, PaymentMethod = method.Id });
        Collection.SetUp(call.Work, setup);
        return StripeReply.Ok(call, SetupIntentWire.Of(setup));
    }

    private static SimulatedSetupIntent Find(StripeCall call)
    {
        var found = call.Work.Find<SimulatedSetupIntent>(call.Id);
        var secret = Encoding.UTF8.GetBytes(call.Parameters.Text("client_secret") ?? "");
        if (found is null) throw StripeApiError.Missing("setupintent", call.Id, "intent");
        return !call.IsPublishable || CryptographicOperations.FixedTimeEquals(secret, Encoding.UTF8.GetBytes(found.ClientSecret))
            ? found
            : throw new StripeApiError(400, "The client_secret provided does not match the client_secret associated with the SetupIntent.",
                "setup_intent_invalid_parameter", "client_secret");
    }
}
