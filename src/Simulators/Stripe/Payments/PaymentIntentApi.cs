using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary><c>/v1/payment_intents</c>.</summary>
internal static class PaymentIntentApi
{
    public static StripeReply Create(StripeCall call)
    {
        var intent = PaymentIntentParameters.Create(call);
        var confirm = call.Parameters.Boolean("confirm");
        if (confirm) RequireConfirmable(intent, call, isNew: true);

        call.Work.Save(intent);
        call.Work.Emit("payment_intent.created", PaymentIntentWire.Of(call.Work, intent));
        return confirm ? Attempt(call, intent) : Answer(call, intent);
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown("client_secret", "key");
        return Answer(call, Find(call));
    }

    public static StripeReply Update(StripeCall call) => Answer(call, call.Work.Save(PaymentIntentParameters.Update(Find(call), call)));

    public static StripeReply Confirm(StripeCall call)
    {
        var intent = Find(call);
        RequireStatus(call, intent, "confirm", "confirmed",
            SimulatedIntent.RequiresPaymentMethod, SimulatedIntent.RequiresConfirmation, SimulatedIntent.RequiresAction);

        var confirmed = PaymentIntentParameters.Confirm(intent, call);
        RequireConfirmable(confirmed, call, isNew: false);
        return Attempt(call, confirmed);
    }

    public static StripeReply Cancel(StripeCall call)
    {
        var intent = Find(call);
        call.Parameters.RefuseUnknown("cancellation_reason");
        var reason = call.Parameters.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        RequireStatus(call, intent, "cancel", "canceled",
            SimulatedIntent.RequiresPaymentMethod, SimulatedIntent.RequiresConfirmation, SimulatedIntent.RequiresAction);
        if (intent.Invoice is not null)
            throw new StripeApiError(400, "You cannot cancel this PaymentIntent because it was created by an invoice. Void the invoice instead.",
                "payment_intent_unexpected_state")
            { Intent = PaymentIntentWire.Of(call.Work, intent) };
        return Answer(call, Payment.Cancel(call.Work, intent, reason));
    }

    public static StripeReply List(StripeCall call)
    {
        call.Parameters.RefuseUnknown([.. StripePage.Parameters, "customer"]);
        var customer = call.Parameters.Text("customer");
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedIntent>().Where(intent => customer is null || intent.Customer == customer));
    }

    /// <summary>What the bank's page does in the browser once its holder has, or has not, proven to be there.</summary>
    public static StripeReply Authenticate(StripeCall call)
    {
        var intent = Find(call);
        call.Parameters.RefuseUnknown("client_secret", "key", "outcome");
        var outcome = call.Parameters.OneOf("outcome", "success", "failure");
        RequireStatus(call, intent, "authenticate", "authenticated", SimulatedIntent.RequiresAction);
        return Outcome(call, Payment.Authenticated(call.Work, intent, isProven: outcome != "failure"));
    }

    /// <summary>A refused card's error, with the intent that waits for another one.</summary>
    public static StripeReply Declined(StripeCall call, SimulatedIntent intent)
    {
        var error = PaymentIntentWire.Error(call.Work, intent.LastDecline!, intent);
        error["payment_intent"] = Visible(call, intent);
        return StripeReply.Of(402, new JsonObject { ["error"] = error });
    }

    private static StripeReply Attempt(StripeCall call, SimulatedIntent intent) =>
        Outcome(call, Payment.Attempt(call.Work, intent, call.Parameters.Boolean("off_session")));

    private static StripeReply Outcome(StripeCall call, SimulatedIntent intent) =>
        intent.LastDecline is null ? Answer(call, intent) : Declined(call, intent);

    private static SimulatedIntent Find(StripeCall call)
    {
        var found = call.Work.Find<SimulatedIntent>(call.Id);
        if (!call.IsPublishable) return found ?? throw StripeApiError.Missing("payment_intent", call.Id, "intent");

        var secret = Encoding.UTF8.GetBytes(call.Parameters.Text("client_secret") ?? "");
        return found is not null && CryptographicOperations.FixedTimeEquals(secret, Encoding.UTF8.GetBytes(found.ClientSecret))
            ? found
            : throw new StripeApiError(400, "The client_secret provided does not match any associated PaymentIntent on this account.",
                "payment_intent_invalid_parameter", "client_secret");
    }

    private static void RequireStatus(StripeCall call, SimulatedIntent intent, string verb, string participle, params ReadOnlySpan<string> allowed)
    {
        if (allowed.Contains(intent.Status)) return;
        throw new StripeApiError(400,
            $"You cannot {verb} this PaymentIntent because it has a status of {intent.Status}. " +
            $"Only a PaymentIntent with one of the following statuses may be {participle}: {string.Join(", ", allowed!)}.",
            "payment_intent_unexpected_state")
        { Intent = Visible(call, intent) };
    }

    private static void RequireConfirmable(SimulatedIntent intent, StripeCall call, bool isNew)
    {
        if (intent.PaymentMethod is null)
            throw new StripeApiError(400,
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a " +
                "payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
                "payment_intent_unexpected_state")
            { Intent = isNew ? null : Visible(call, intent) };

        // In the browser Stripe's own script deals with redirects; a server has to say where they lead back to.
        if (intent.AllowRedirects && intent.ReturnUrl is null && !call.IsPublishable)
            throw new StripeApiError(400,
                "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods " +
                "might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based " +
                "payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never`.",
                null, "return_url");
    }

    private static StripeReply Answer(StripeCall call, SimulatedIntent intent) =>
        call.IsPublishable ? StripeReply.Of(200, Visible(call, intent)) : StripeReply.Ok(call, Visible(call, intent));

    private static JsonObject Visible(StripeCall call, SimulatedIntent intent) =>
        call.IsPublishable ? PaymentIntentWire.Public(call.Work, intent) : PaymentIntentWire.Of(call.Work, intent);
}
