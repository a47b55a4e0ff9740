using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MindBot.Silo.Storage;

/// <summary>
/// An archive is a gzip file of lines of JSON: a header, every row ordered by the bytes of kind and key, a trailer. The digest is over the header and the
/// rows, each with its line feed, so that a database with the same rows gives the same lines and the same digest.
/// </summary>
internal static class ArchiveFormat
{
    public const string Name = "mindbot-archive";

    /// <summary>How the lines are made.</summary>
    public const int Version = 1;

    /// <summary>What the rows mean; raised when an older program could not live with the states of a newer one.</summary>
    public const int StatesVersion = 1;

    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions AsTheyAre = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="StorageUnavailableException">The row is not JSON.</exception>
    public static byte[] ToLine(MovedRow row)
    {
        var line = new ArrayBufferWriter<byte>(row.Payload.Length + 128);
        using var json = new Utf8JsonWriter(line, AsTheyAre);
        try
        {
            json.WriteStartObject();
            json.WriteString("kind", row.Kind);
            json.WriteString("key", row.Key);
            json.WritePropertyName("state");
            json.WriteRawValue(OnOneLine(row.Payload));
            json.WriteEndObject();
            json.Flush();
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            throw new StorageUnavailableException($"{row.Kind} {row.Key} is not JSON: {wrong.Message}", wrong);
        }

        return line.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">The line is no row.</exception>
    public static MovedRow ToRow(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = json.RootElement;
        if (row.ValueKind is JsonValueKind.Object && row.TryGetProperty("kind", out var kind) && row.TryGetProperty("key", out var key)
            && row.TryGetProperty("state", out var state) && kind.ValueKind is JsonValueKind.String && key.ValueKind is JsonValueKind.String)
            return new MovedRow(kind.GetString()!, key.GetString()!, Encoding.UTF8.GetBytes(state.GetRawText()));
        throw new JsonException("It has no kind, key and state.");
    }

    /// <summary>States are written without white space; one that somebody edited by hand may have line breaks between its values.</summary>
    private static byte[] OnOneLine(byte[] payload) =>
        payload.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') < 0
            ? payload
            : Array.ConvertAll(payload, octet => octet is (byte)'\n' or (byte)'\r' ? (byte)' ' : octet);
}
