using System.Text.Json;

namespace MindBot.Gateways.Stripe;

/// <summary>Reads Stripe's JSON, of which we keep a small part and ignore the rest.</summary>
internal static class StripeJson
{
    public static StripeEvent ReadEvent(ReadOnlySpan<byte> json) => Read(json, "event", root =>
    {
        var type = Required(root, "type");
        var subject = root.GetProperty("data").GetProperty("object");
        return new StripeEvent(
            Required(root, "id"),
            type,
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("created").GetInt64()),
            root.GetProperty("livemode").GetBoolean(),
            Text(root, "api_version"),
            subject.Clone(),
            type.StartsWith("payment_intent.", StringComparison.Ordinal) ? ReadPaymentIntent(subject) : null);
    });

    public static PaymentIntent ReadPaymentIntent(ReadOnlySpan<byte> json) => Read(json, "PaymentIntent", ReadPaymentIntent);

    public static PaymentIntent ReadPaymentIntent(JsonElement intent) => new(
        Required(intent, "id"),
        Text(intent, "client_secret") ?? "",
        Required(intent, "status"),
        intent.GetProperty("amount").GetInt64(),
        intent.GetProperty("amount_received").GetInt64(),
        Required(intent, "currency"),
        intent.GetProperty("metadata").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString() ?? ""),
        Child(intent, "last_payment_error") is { } error ? Text(error, "message") : null);

    /// <summary>The error in Stripe's shape, or null when the body is something else (a proxy's page).</summary>
    public static StripeError? ReadError(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(json, "error", root => Child(root, "error") is not { } error
                ? null
                : new StripeError(
                    Text(error, "type"),
                    Text(error, "code"),
                    Text(error, "decline_code"),
                    Text(error, "param"),
                    Text(error, "message"),
                    Child(error, "payment_intent") is { } intent ? ReadPaymentIntent(intent) : null));
        }
        catch (PaymentGatewayException)
        {
            return null;
        }
    }

    private static T Read<T>(ReadOnlySpan<byte> json, string what, Func<JsonElement, T> read)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException)
        {
            throw new PaymentGatewayException($"Stripe sent no readable {what}.", inner: error);
        }
    }

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object
            ? child
            : null;

    private static string Required(JsonElement parent, string name) =>
        Text(parent, name) ?? throw new FormatException($"{name} is missing.");

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
