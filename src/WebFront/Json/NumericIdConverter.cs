using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindBot.WebFront.Json;

/// <summary>Writes an id that is a number as a JSON number, any other as a string.</summary>
internal sealed class NumericIdConverter : JsonConverter<string>
{
    /// <summary>Above this a JavaScript client would read another number.</summary>
    private const long LargestExactInteger = (1L << 53) - 1;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? reader.GetInt64().ToString(CultureInfo.InvariantCulture) : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= LargestExactInteger
            && number.ToString(CultureInfo.InvariantCulture) == value)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(value);
    }
}
