using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MindBot.Simulators.LiveKit.Api;

/// <summary>Protobuf's binary form from and to its JSON form, for the fields of a <see cref="ProtoSchema"/>; others are skipped.</summary>
internal static class ProtoBinary
{
    private const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">It is no message.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> message, IReadOnlyList<ProtoField> fields)
    {
        var json = new JsonObject();
        while (!message.IsEmpty)
        {
            var tag = TakeVarint(ref message);
            var wireType = (int)(tag & 7);
            var field = fields.FirstOrDefault(known => (ulong)known.Number == tag >> 3);
            if (wireType != Delimited)
            {
                var number = TakeNumber(ref message, wireType);
                if (field?.Type == ProtoType.Number) json[field.Name] = number;
                continue;
            }
            var bytes = Take(ref message, TakeVarint(ref message));
            if (field is null) continue;
            JsonNode value = field.Type switch
            {
                ProtoType.Text => Text(bytes),
                ProtoType.Bytes => Convert.ToBase64String(bytes),
                ProtoType.Message => Read(bytes, field.Fields),
                _ => throw new FormatException($"{field.Name} is not of this type"),
            };
            if (!field.IsList) json[field.Name] = value;
            else if (json[field.Name] is JsonArray list) list.Add(value);
            else json[field.Name] = new JsonArray(value);
        }
        return json;
    }

    public static byte[] Write(ProtoFields json, IReadOnlyList<ProtoField> fields)
    {
        using var message = new MemoryStream();
        foreach (var field in fields)
        {
            switch (field)
            {
                case { Type: ProtoType.Message }:
                    foreach (var item in json.Messages(field.Name)) PutDelimited(message, field, Write(item, field.Fields));
                    break;
                case { Type: ProtoType.Text } when json.Text(field.Name) is { Length: > 0 } text:
                    PutDelimited(message, field, Strict.GetBytes(text));
                    break;
                case { Type: ProtoType.Number } when json.Number(field.Name) is { } number and not 0:
                    PutNumber(message, field, number);
                    break;
                case { Type: ProtoType.Enumeration } when field.Names.Index().First(name => name.Item == json.Text(field.Name)).Index is var value and not 0:
                    PutNumber(message, field, value);
                    break;
            }
        }
        return message.ToArray();
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException invalid)
        {
            throw new FormatException("a text is not UTF-8", invalid);
        }
    }

    private static string TakeNumber(ref ReadOnlySpan<byte> message, int wireType)
    {
        if (wireType == Varint) return unchecked((long)TakeVarint(ref message)).ToString(CultureInfo.InvariantCulture);
        Take(ref message, wireType switch { Fixed64 => 8UL, Fixed32 => 4UL, _ => throw new FormatException($"wire type {wireType}") });
        return "0";
    }

    private static ulong TakeVarint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref message, 1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new FormatException("a number is too long");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, ulong count)
    {
        if (count > (ulong)message.Length) throw new FormatException("the message ends too early");
        var taken = message[..(int)count];
        message = message[(int)count..];
        return taken;
    }

    private static void PutNumber(MemoryStream message, ProtoField field, long value)
    {
        PutVarint(message, ((ulong)field.Number << 3) | Varint);
        PutVarint(message, unchecked((ulong)value));
    }

    private static void PutDelimited(MemoryStream message, ProtoField field, byte[] bytes)
    {
        PutVarint(message, ((ulong)field.Number << 3) | Delimited);
        PutVarint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    private static void PutVarint(MemoryStream message, ulong value)
    {
        for (; value >= 0x80; value >>= 7) message.WriteByte((byte)(value & 0x7f | 0x80));
        message.WriteByte((byte)value);
    }
}
