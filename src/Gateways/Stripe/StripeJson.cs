using System.Text.Json;

namespace MindBot.Gateways.Stripe;

/// <summary>Reads Stripe's answers and webhooks; what they are about is read by <see cref="StripeObjects"/>.</summary>
internal static class StripeJson
{
    public static StripeEvent ReadEvent(ReadOnlySpan<byte> json) => Read(json, "event", ReadEvent);

    public static StripeList<StripeEvent> ReadEvents(ReadOnlySpan<byte> json) => ReadList(json, "list of events", ReadListedEvent);

    public static PaymentIntent ReadPaymentIntent(ReadOnlySpan<byte> json) => Read(json, "PaymentIntent", StripeObjects.PaymentIntent);

    /// <summary>The error in Stripe's shape, or null when the body is something else (a proxy's page).</summary>
    public static StripeError? ReadError(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(json, "error", root => root.Child("error") is not { } error
                ? null
                : new StripeError(
                    error.Text("type"),
                    error.Text("code"),
                    error.Text("decline_code"),
                    error.Text("param"),
                    error.Text("message"),
                    error.Child("payment_intent") is { } intent ? StripeObjects.PaymentIntent(intent) : null));
        }
        catch (PaymentGatewayException)
        {
            return null;
        }
    }

    public static StripeList<T> ReadList<T>(ReadOnlySpan<byte> json, string what, Func<JsonElement, T> read) => Read(json, what, root =>
        new StripeList<T>([.. root.GetProperty("data").EnumerateArray().Select(read)], root.Flag("has_more")));

    /// <param name="what">What the JSON should be, for the exception's message.</param>
    /// <exception cref="PaymentGatewayException">It is not.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, string what, Func<JsonElement, T> read)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return read(document.RootElement);
        }
        catch (Exception error) when (IsAboutTheText(error))
        {
            throw new PaymentGatewayException($"Stripe sent no readable {what}.", inner: error);
        }
    }

    private static bool IsAboutTheText(Exception error) =>
        error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException;

    /// <summary>One event that nobody can read must not hide the others of its page.</summary>
    private static StripeEvent ReadListedEvent(JsonElement root)
    {
        try
        {
            return ReadEvent(root);
        }
        catch (Exception error) when (IsAboutTheText(error))
        {
            return new StripeEvent(root.Required("id"), root.Required("type"), root.Instant("created"), root.Flag("livemode"), root.Text("api_version"), default, null)
            {
                IsUnreadable = true,
            };
        }
    }

    private static StripeEvent ReadEvent(JsonElement root)
    {
        var type = root.Required("type");
        var subject = root.GetProperty("data").GetProperty("object");
        var isAbout = (string prefix) => type.StartsWith(prefix, StringComparison.Ordinal);
        return new StripeEvent(
            root.Required("id"),
            type,
            root.Instant("created"),
            root.GetProperty("livemode").GetBoolean(),
            root.Text("api_version"),
            subject.Clone(),
            isAbout("payment_intent.") ? StripeObjects.PaymentIntent(subject) : null)
        {
            Charge = type == StripeEventType.ChargeRefunded ? StripeObjects.Charge(subject) : null,
            Refund = isAbout("refund.") ? StripeObjects.Refund(subject) : null,
            Dispute = isAbout("charge.dispute.") ? StripeObjects.Dispute(subject) : null,
            Subscription = isAbout("customer.subscription.") ? StripeObjects.Subscription(subject) : null,
            InvoicedSubscriptionId = isAbout("invoice.") ? StripeObjects.InvoicedSubscription(subject) : null,
            InvoicedMetadata = isAbout("invoice.") ? StripeObjects.InvoicedMetadata(subject) : new Dictionary<string, string>(),
        };
    }
}
