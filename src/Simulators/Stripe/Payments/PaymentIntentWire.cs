using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

internal static class PaymentIntentWire
{
    /// <summary>What a publishable key gets to see of an intent.</summary>
    private static readonly HashSet<string> PublicFields =
    [
        "id", "object", "amount", "automatic_payment_methods", "canceled_at", "cancellation_reason", "capture_method", "client_secret",
        "confirmation_method", "created", "currency", "description", "last_payment_error", "livemode", "next_action", "payment_method",
        "payment_method_types", "processing", "receipt_email", "setup_future_usage", "shipping", "source", "status",
    ];

    public static JsonObject Of(StripeWork work, SimulatedIntent intent) => new()
    {
        ["id"] = intent.Id,
        ["object"] = "payment_intent",
        ["allowed_payment_method_types"] = null,
        ["amount"] = intent.Amount,
        ["amount_capturable"] = 0,
        ["amount_received"] = intent.AmountReceived,
        ["application"] = null,
        ["application_fee_amount"] = null,
        ["automatic_payment_methods"] = new JsonObject
        {
            ["allow_redirects"] = intent.AllowRedirects ? "always" : "never",
            ["enabled"] = true,
        },
        ["canceled_at"] = intent.CanceledAt,
        ["cancellation_reason"] = intent.CancellationReason,
        ["capture_method"] = "automatic_async",
        ["client_secret"] = intent.ClientSecret,
        ["confirmation_method"] = "automatic",
        ["created"] = intent.Created,
        ["currency"] = intent.Currency,
        ["customer"] = intent.Customer,
        ["customer_account"] = null,
        ["description"] = intent.Description,
        ["excluded_payment_method_types"] = null,
        ["last_payment_error"] = intent.LastDecline is { } decline ? Error(work, decline, intent) : null,
        ["latest_charge"] = intent.LatestCharge,
        ["livemode"] = false,
        ["managed_payments"] = null,
        ["metadata"] = StripeMetadata.Wire(intent.Metadata),
        ["next_action"] = intent.Status == SimulatedIntent.RequiresAction ? NextAction(intent, work.Options.ApiBase?.Invoke()) : null,
        ["on_behalf_of"] = null,
        ["payment_method"] = intent.PaymentMethod,
        ["payment_method_configuration_details"] = null,
        ["payment_method_options"] = new JsonObject { ["card"] = new JsonObject { ["request_three_d_secure"] = "automatic" } },
        ["payment_method_types"] = new JsonArray("card"),
        ["payment_record"] = null,
        ["processing"] = null,
        ["receipt_email"] = intent.ReceiptEmail,
        ["review"] = null,
        ["setup_future_usage"] = intent.SetupFutureUsage,
        ["shipping"] = null,
        ["source"] = null,
        ["statement_descriptor"] = null,
        ["statement_descriptor_suffix"] = null,
        ["status"] = intent.Status,
        ["transfer_data"] = null,
        ["transfer_group"] = null,
    };

    public static JsonObject Public(StripeWork work, SimulatedIntent intent)
    {
        var json = Of(work, intent);
        foreach (var name in json.Select(field => field.Key).Where(name => !PublicFields.Contains(name)).ToList()) json.Remove(name);
        return json;
    }

    /// <summary>The error of a refused card, as in <c>last_payment_error</c> and in the answer itself.</summary>
    public static JsonObject Error(StripeWork work, SimulatedDecline decline, SimulatedIntent intent)
    {
        var error = new JsonObject
        {
            ["code"] = decline.Code,
            ["doc_url"] = $"https://stripe.com/docs/error-codes/{decline.Code.Replace('_', '-')}",
            ["message"] = decline.Message,
            ["type"] = decline.Type,
        };
        if (intent.LatestCharge is { } charge) error["charge"] = charge;
        if (decline.DeclineCode is { } code) error["decline_code"] = code;
        if (work.Find<SimulatedCharge>(intent.LatestCharge)?.PaymentMethod is { } method && work.Find<SimulatedPaymentMethod>(method) is { } refused)
            error["payment_method"] = PaymentMethodWire.Of(refused);
        return error;
    }

    private static JsonObject NextAction(SimulatedIntent intent, Uri? apiBase)
    {
        var url = $"{apiBase?.AbsoluteUri.TrimEnd('/')}/v1/payment_intents/{intent.Id}/authenticate";
        return intent.ReturnUrl is null
            ? new JsonObject
            {
                ["type"] = "use_stripe_sdk",
                ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect", ["stripe_js"] = url },
            }
            : new JsonObject
            {
                ["type"] = "redirect_to_url",
                ["redirect_to_url"] = new JsonObject { ["return_url"] = intent.ReturnUrl, ["url"] = url },
            };
    }
}
