using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace MindBot.Simulators.LiveKit.Api;

/// <summary>
/// A message in protobuf's JSON, read as its parsers do: names in camelCase or snake_case, numbers also as strings, null is unset,
/// unknown fields are ignored. A value of the wrong type is a <see cref="FormatException"/>.
/// </summary>
internal readonly struct ProtoFields
{
    private readonly JsonElement? json;

    /// <param name="json">Null: a message without fields.</param>
    public ProtoFields(JsonElement? json)
    {
        if (json is { ValueKind: not JsonValueKind.Object }) throw new FormatException("not an object");
        this.json = json;
    }

    public string Text(string name) => Find(name) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        _ => throw Wrong(name),
    };

    public bool Boolean(string name, bool unset = false) => Find(name)?.ValueKind switch
    {
        null => unset,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name),
    };

    public long? Number(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && Math.Abs(value) < 1e15 => (long)value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var value) => value,
        _ => throw Wrong(name),
    };

    public uint Unsigned(string name) => Number(name) is not { } number ? 0 : number is >= 0 and <= uint.MaxValue ? (uint)number : throw Wrong(name);

    /// <summary>Base64 of either alphabet, padded or not.</summary>
    public byte[] Bytes(string name)
    {
        var text = Text(name).Replace('-', '+').Replace('_', '/').TrimEnd('=');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }

    public ProtoFields Message(string name) => new(Find(name));

    public ImmutableArray<string> Texts(string name) =>
        [.. Items(name).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name))];

    public ImmutableArray<ProtoFields> Messages(string name) => [.. Items(name).Select(item => new ProtoFields(item))];

    public ImmutableSortedDictionary<string, string> Map(string name) => Find(name) switch
    {
        null => ImmutableSortedDictionary<string, string>.Empty,
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().ToImmutableSortedDictionary(entry => entry.Name,
            entry => entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : throw Wrong(name), StringComparer.Ordinal),
        _ => throw Wrong(name),
    };

    private IEnumerable<JsonElement> Items(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw Wrong(name),
    };

    private JsonElement? Find(string name)
    {
        if (json is not { } message) return null;
        var isThere = message.TryGetProperty(name, out var value)
            || message.TryGetProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), out value);
        return isThere && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static FormatException Wrong(string name) => new($"invalid value for field {name}");
}
