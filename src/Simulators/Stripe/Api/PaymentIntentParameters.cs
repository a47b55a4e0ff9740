using System.Collections.Immutable;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>Checks a request's parameters and writes them into an intent.</summary>
internal static class PaymentIntentParameters
{
    private const int MaxMetadata = 50, MaxMetadataName = 40, MaxMetadataValue = 500;

    /// <summary>What may come with a confirmation, be it one of its own or part of a creation.</summary>
    private static readonly string[] OfConfirmation =
    [
        "payment_method", "payment_method_data[type]", "payment_method_data[card][*]", "payment_method_data[billing_details][*]",
        "payment_method_data[billing_details][address][*]", "off_session", "return_url", "use_stripe_sdk", "receipt_email", "setup_future_usage",
    ];

    private static readonly string[] OfCreation =
    [
        .. OfConfirmation, "amount", "currency", "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]",
        "capture_method", "confirm", "confirmation_method", "description", "metadata", "metadata[*]",
    ];

    /// <summary>A publishable key comes with <c>key</c> and <c>client_secret</c> in the body.</summary>
    private static readonly string[] OfBrowserConfirmation = [.. OfConfirmation, "key", "client_secret"];

    public static SimulatedIntent Create(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown(OfCreation);
        asked.OneOf("automatic_payment_methods[enabled]", "true", "false");
        asked.OneOf("capture_method", "automatic", "automatic_async");
        asked.OneOf("confirmation_method", "automatic");
        if (asked.Integer("amount") is not { } amount) throw Required("amount");
        var currency = Currencies.Checked((asked.Text("currency") ?? throw Required("currency")).ToLowerInvariant());

        var id = StripeIds.PaymentIntent();
        var intent = new SimulatedIntent(id, StripeIds.ClientSecret(id), Currencies.CheckedAmount(amount, currency), currency, call.Now)
        {
            AllowRedirects = asked.OneOf("automatic_payment_methods[allow_redirects]", "always", "never") != "never",
        };
        return WithPaymentMethod(Described(intent, asked), asked);
    }

    public static SimulatedIntent Update(SimulatedIntent intent, StripeCall call)
    {
        call.Parameters.RefuseUnknown("metadata", "metadata[*]", "description", "receipt_email");
        return Described(intent, call.Parameters);
    }

    public static SimulatedIntent Confirm(SimulatedIntent intent, StripeCall call)
    {
        call.Parameters.RefuseUnknown(call.IsPublishable ? OfBrowserConfirmation : OfConfirmation);
        return WithPaymentMethod(Described(intent, call.Parameters), call.Parameters);
    }

    private static SimulatedIntent Described(SimulatedIntent intent, StripeParameters asked) => intent with
    {
        Metadata = Metadata(intent, asked),
        Description = asked.Given("description") is { } description ? NullIfEmpty(description) : intent.Description,
        ReceiptEmail = asked.Given("receipt_email") is { } email ? NullIfEmpty(email) : intent.ReceiptEmail,
        SetupFutureUsage = asked.OneOf("setup_future_usage", "off_session", "on_session") ?? intent.SetupFutureUsage,
        ReturnUrl = asked.Text("return_url") ?? intent.ReturnUrl,
    };

    private static SimulatedIntent WithPaymentMethod(SimulatedIntent intent, StripeParameters asked)
    {
        var name = asked.Text("payment_method");
        if (name is not null && TestCards.Find(name) is null) throw StripeApiError.Missing("PaymentMethod", name, "payment_method", status: 400);

        if (name is null && asked.Has("payment_method_data"))
        {
            if (asked.OneOf("payment_method_data[type]", "card") is null) throw Required("payment_method_data[type]");
            name = asked.Text("payment_method_data[card][number]")?.Replace(" ", "") ?? throw Required("payment_method_data[card][number]");
            if (TestCards.Find(name) is null)
                throw new StripeApiError(402, "Your card number is incorrect.", "incorrect_number", "number", "card_error");
        }
        return name is null ? intent : intent with
        {
            PaymentMethod = StripeIds.PaymentMethod(),
            TestCard = name,
            Status = SimulatedIntent.RequiresConfirmation,
        };
    }

    private static ImmutableSortedDictionary<string, string> Metadata(SimulatedIntent intent, StripeParameters asked)
    {
        var metadata = asked.Given("metadata") == "" ? ImmutableSortedDictionary<string, string>.Empty : intent.Metadata;
        foreach (var (name, value) in asked.Map("metadata"))
        {
            if (name.Length is 0 or > MaxMetadataName || value.Length > MaxMetadataValue)
                throw new StripeApiError(400,
                    $"Metadata keys have up to {MaxMetadataName} characters and values up to {MaxMetadataValue}.", null, $"metadata[{name}]");
            metadata = value.Length == 0 ? metadata.Remove(name) : metadata.SetItem(name, value);
        }
        return metadata.Count <= MaxMetadata
            ? metadata
            : throw new StripeApiError(400, $"You can only have up to {MaxMetadata} metadata keys.", null, "metadata");
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static StripeApiError Required(string name) => new(400, $"Missing required param: {name}.", "parameter_missing", name);
}
