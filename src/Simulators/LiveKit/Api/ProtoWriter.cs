using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MindBot.Simulators.LiveKit.Api;

/// <summary>How a message becomes JSON.</summary>
internal enum ProtoStyle
{
    /// <summary>Names in snake_case, unset fields with their zero values: LiveKit's Twirp answers.</summary>
    Answer,

    /// <summary>Names in camelCase, without what is unset or zero: LiveKit's webhooks.</summary>
    Event,
}

/// <summary>Writes messages in protobuf's JSON: 64-bit numbers as strings, enums by name. Fields are named in camelCase.</summary>
internal sealed class ProtoWriter(Utf8JsonWriter json, ProtoStyle style)
{
    private bool OmitsZero => style == ProtoStyle.Event;

    public static byte[] Write(ProtoStyle style, Action<ProtoWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            fields(new ProtoWriter(json, style));
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public void Text(string name, string value)
    {
        if (!OmitsZero || value.Length > 0) json.WriteString(Name(name), value);
    }

    public void Boolean(string name, bool value)
    {
        if (!OmitsZero || value) json.WriteBoolean(Name(name), value);
    }

    /// <summary>A 32-bit number.</summary>
    public void Number(string name, long value)
    {
        if (!OmitsZero || value != 0) json.WriteNumber(Name(name), value);
    }

    /// <summary>A 64-bit number.</summary>
    public void Long(string name, long value)
    {
        if (!OmitsZero || value != 0) json.WriteString(Name(name), value.ToString(CultureInfo.InvariantCulture));
    }

    /// <param name="value">Its name; its zero is the enum's first member.</param>
    public void Enumeration<T>(string name, T value) where T : struct, Enum
    {
        if (!OmitsZero || !value.Equals(default(T))) json.WriteString(Name(name), JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));
    }

    /// <param name="fields">Null: unset.</param>
    public void Message(string name, Action<ProtoWriter>? fields)
    {
        if (fields is null)
        {
            if (!OmitsZero) json.WriteNull(Name(name));
            return;
        }
        json.WriteStartObject(Name(name));
        fields(this);
        json.WriteEndObject();
    }

    public void List<T>(string name, IReadOnlyCollection<T> items, Action<ProtoWriter, T> fields)
    {
        if (OmitsZero && items.Count == 0) return;
        json.WriteStartArray(Name(name));
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(this, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public void Map(string name, IReadOnlyDictionary<string, string> values)
    {
        if (OmitsZero && values.Count == 0) return;
        json.WriteStartObject(Name(name));
        foreach (var (key, value) in values) json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <summary>A list that the simulator never fills.</summary>
    public void NoItems(string name) => List<int>(name, [], (_, _) => { });

    private string Name(string name) => style == ProtoStyle.Event ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
