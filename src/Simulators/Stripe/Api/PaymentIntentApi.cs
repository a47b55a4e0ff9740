using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary><c>/v1/payment_intents</c>.</summary>
internal sealed class PaymentIntentApi(StripeStore store, StripeSimulatorOptions options)
{
    public StripeReply Create(StripeCall call)
    {
        var intent = PaymentIntentParameters.Create(call);
        var confirm = call.Parameters.Boolean("confirm");
        if (confirm) RequireConfirmable(intent, call, isNew: true);

        Save(call, intent, "payment_intent.created");
        return confirm ? Charge(call, intent) : Answer(call, intent);
    }

    public StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown("client_secret", "key");
        return Answer(call, Find(call));
    }

    public StripeReply Update(StripeCall call)
    {
        var intent = PaymentIntentParameters.Update(Find(call), call);
        Save(call, intent);
        return Answer(call, intent);
    }

    public StripeReply Confirm(StripeCall call)
    {
        var intent = Find(call);
        RequireStatus(intent, "confirm", "confirmed", SimulatedIntent.RequiresPaymentMethod, SimulatedIntent.RequiresConfirmation, SimulatedIntent.RequiresAction);

        var confirmed = PaymentIntentParameters.Confirm(intent, call);
        RequireConfirmable(confirmed, call, isNew: false);
        return Charge(call, confirmed);
    }

    public StripeReply Cancel(StripeCall call)
    {
        var intent = Find(call);
        call.Parameters.RefuseUnknown("cancellation_reason");
        var reason = call.Parameters.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        RequireStatus(intent, "cancel", "canceled", SimulatedIntent.RequiresPaymentMethod, SimulatedIntent.RequiresConfirmation, SimulatedIntent.RequiresAction);

        var canceled = intent with { Status = SimulatedIntent.Canceled, CanceledAt = call.Now, CancellationReason = reason };
        Save(call, canceled, "payment_intent.canceled");
        return Answer(call, canceled);
    }

    public StripeReply List(StripeCall call)
    {
        call.Parameters.RefuseUnknown("limit", "starting_after", "ending_before");
        return StripePage.Of(call, store.Intents.NewestFirst().ToList(), intent => intent.Id, Wire);
    }

    /// <summary>What the bank's page does in the browser once its holder has, or has not, proven to be there.</summary>
    public StripeReply Authenticate(StripeCall call)
    {
        var intent = Find(call);
        call.Parameters.RefuseUnknown("client_secret", "key", "outcome");
        var outcome = call.Parameters.OneOf("outcome", "success", "failure");
        RequireStatus(intent, "authenticate", "authenticated", SimulatedIntent.RequiresAction);
        return outcome == "failure" ? Decline(call, intent, TestCards.HolderFailed) : Succeed(call, intent);
    }

    private StripeReply Charge(StripeCall call, SimulatedIntent intent)
    {
        var card = TestCards.Find(intent.TestCard!)!;
        if (card.Decline is { } decline) return Decline(call, intent, decline);
        if (!card.AsksForAuthentication) return Succeed(call, intent);
        if (call.Parameters.Boolean("off_session")) return Decline(call, intent, TestCards.HolderAbsent);

        var waiting = intent with { Status = SimulatedIntent.RequiresAction, LastDecline = null };
        Save(call, waiting, "payment_intent.requires_action");
        return Answer(call, waiting);
    }

    private StripeReply Succeed(StripeCall call, SimulatedIntent intent)
    {
        var paid = intent with { Status = SimulatedIntent.Succeeded, LatestCharge = StripeIds.Charge(), LastDecline = null };
        Save(call, paid, "payment_intent.succeeded");
        return Answer(call, paid);
    }

    private StripeReply Decline(StripeCall call, SimulatedIntent intent, SimulatedDecline decline)
    {
        var declined = intent with
        {
            Status = SimulatedIntent.RequiresPaymentMethod,
            PaymentMethod = null,
            TestCard = null,
            LatestCharge = StripeIds.Charge(),
            LastDecline = decline,
        };
        Save(call, declined, "payment_intent.payment_failed");
        var error = StripeWire.Decline(decline, declined);
        error["payment_intent"] = Visible(call, declined);
        return StripeReply.Of(402, new JsonObject { ["error"] = error });
    }

    private void Save(StripeCall call, SimulatedIntent intent, string? eventType = null)
    {
        call.Change.Intents.Add(intent);
        if (eventType is null) return;
        var delivery = options.WebhookTarget is null ? EventDelivery.NotWanted : EventDelivery.Pending;
        call.Change.Events.Add(new SimulatedEvent(
            StripeIds.Event(), eventType, call.Now, Wire(intent).ToJsonString(), call.RequestId, call.IdempotencyKey, delivery));
    }

    private SimulatedIntent Find(StripeCall call)
    {
        var found = store.Intents.Get(call.Id);
        if (!call.IsPublishable) return found ?? throw StripeApiError.Missing("payment_intent", call.Id, "intent");

        var secret = Encoding.UTF8.GetBytes(call.Parameters.Text("client_secret") ?? "");
        return found is not null && CryptographicOperations.FixedTimeEquals(secret, Encoding.UTF8.GetBytes(found.ClientSecret))
            ? found
            : throw new StripeApiError(400, "The client_secret provided does not match any associated PaymentIntent on this account.",
                "payment_intent_invalid_parameter", "client_secret");
    }

    private void RequireStatus(SimulatedIntent intent, string verb, string participle, params ReadOnlySpan<string> allowed)
    {
        if (allowed.Contains(intent.Status)) return;
        throw new StripeApiError(400,
            $"You cannot {verb} this PaymentIntent because it has a status of {intent.Status}. " +
            $"Only a PaymentIntent with one of the following statuses may be {participle}: {string.Join(", ", allowed!)}.",
            "payment_intent_unexpected_state")
        { Intent = Wire(intent) };
    }

    private void RequireConfirmable(SimulatedIntent intent, StripeCall call, bool isNew)
    {
        if (intent.PaymentMethod is null)
            throw new StripeApiError(400,
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a " +
                "payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
                "payment_intent_unexpected_state")
            { Intent = isNew ? null : Wire(intent) };

        // In the browser Stripe's own script deals with redirects; a server has to say where they lead back to.
        if (intent.AllowRedirects && intent.ReturnUrl is null && !call.IsPublishable)
            throw new StripeApiError(400,
                "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods " +
                "might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based " +
                "payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never`.",
                null, "return_url");
    }

    private StripeReply Answer(StripeCall call, SimulatedIntent intent) => StripeReply.Of(200, Visible(call, intent));

    private JsonObject Visible(StripeCall call, SimulatedIntent intent) =>
        call.IsPublishable ? StripeWire.PublicIntent(intent, options.ApiBase?.Invoke()) : Wire(intent);

    private JsonObject Wire(SimulatedIntent intent) => StripeWire.Intent(intent, options.ApiBase?.Invoke());
}
