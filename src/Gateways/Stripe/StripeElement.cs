using System.Text.Json;

namespace MindBot.Gateways.Stripe;

/// <summary>Reads fields that may be missing, null, or of a shape that another version of the API gives them.</summary>
internal static class StripeElement
{
    public static string? Text(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    public static string Required(this JsonElement parent, string name) =>
        parent.Text(name) is { Length: > 0 } text ? text : throw new FormatException($"{name} is missing.");

    public static JsonElement? Child(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object
            ? child
            : null;

    /// <summary>A reference to another object: its id, or the object itself where it is expanded.</summary>
    public static string? Reference(this JsonElement parent, string name) => parent.Text(name) ?? parent.Child(name)?.Text("id");

    public static string RequiredReference(this JsonElement parent, string name) =>
        parent.Reference(name) is { Length: > 0 } id ? id : throw new FormatException($"{name} is missing.");

    public static bool Flag(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    public static DateTimeOffset Instant(this JsonElement parent, string name) =>
        DateTimeOffset.FromUnixTimeSeconds(parent.GetProperty(name).GetInt64());

    public static DateTimeOffset? InstantIfAny(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var instant) && instant.ValueKind == JsonValueKind.Number ? parent.Instant(name) : null;

    public static IReadOnlyDictionary<string, string> Metadata(this JsonElement parent) =>
        parent.Child("metadata") is { } metadata
            ? metadata.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString() ?? "")
            : new Dictionary<string, string>();
}
