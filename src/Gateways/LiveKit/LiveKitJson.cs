using System.Globalization;
using System.Text.Json;

namespace MindBot.Gateways.LiveKit;

/// <summary>
/// Reads LiveKit's JSON as protobuf's JSON mapping has it: names in camelCase or snake_case, 64-bit numbers as strings or numbers, and
/// zero values omitted or null. What we do not know is ignored; a field that we read and that is of another type is a
/// <see cref="FormatException"/>.
/// </summary>
internal static class LiveKitJson
{
    /// <summary>What <paramref name="read"/> makes of the root object; null when the bytes are none that it can read.</summary>
    public static T? TryRead<T>(ReadOnlySpan<byte> json, Func<JsonElement, T> read) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or ArgumentException
            or OverflowException)
        {
            // Text that is no Unicode is an InvalidOperationException, an instant beyond the calendar an ArgumentException.
            return null;
        }
    }

    public static JsonElement? Child(JsonElement parent, string name) => Field(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } child => child,
        _ => throw new FormatException($"{name} is no object."),
    };

    public static IEnumerable<JsonElement> Items(JsonElement parent, string name) => Field(parent, name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        _ => throw new FormatException($"{name} is no array."),
    };

    public static string Text(JsonElement parent, string name) => Field(parent, name) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        _ => throw new FormatException($"{name} is no text."),
    };

    public static long Number(JsonElement parent, string name) => Field(parent, name) switch
    {
        null => 0,
        { ValueKind: JsonValueKind.Number } number => Whole(number.GetDecimal()),
        { ValueKind: JsonValueKind.String } text =>
            Whole(decimal.Parse(text.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"{name} is no number."),
    };

    /// <summary>An enum's value by its name, or its number as text.</summary>
    public static string EnumValue(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : Number(parent, name).ToString(CultureInfo.InvariantCulture);

    /// <summary>An instant in Unix seconds; null when it is zero.</summary>
    public static DateTimeOffset? Instant(JsonElement parent, string name) => Number(parent, name) switch
    {
        0 => null,
        < 0 => throw new FormatException($"{name} is before 1970."),
        var seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
    };

    private static JsonElement? Field(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var field)
            && !parent.TryGetProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), out field)) return null;
        return field.ValueKind == JsonValueKind.Null ? null : field;
    }

    private static long Whole(decimal number) =>
        decimal.IsInteger(number) ? (long)number : throw new FormatException("A whole number has a fraction.");
}
