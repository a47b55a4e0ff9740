using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindBot.WebFront.Json;

/// <summary>A session id in a request: a string, or a whole number, which counts as its decimal string.</summary>
internal sealed class SessionIdConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        if (reader.TokenType != JsonTokenType.Number) throw new JsonException();

        // A body that arrives in pieces may have the number in two of them.
        var digits = reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence) : Encoding.UTF8.GetString(reader.ValueSpan);
        return digits.All(c => char.IsAsciiDigit(c) || c == '-') ? digits : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
