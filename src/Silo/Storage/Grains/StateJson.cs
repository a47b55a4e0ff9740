using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MindBot.Silo.Storage;

/// <summary>
/// How states look in the database: camelCase names, enums as strings, nulls, zeros and false left out (every checkpoint writes a whole
/// wallet, most of which is zero). So no property of a state may have another default than its type. The names are a contract with
/// every row ever written; a property is renamed with <see cref="JsonPropertyNameAttribute"/> or not at all.
/// </summary>
public sealed class StateJson
{
    [ThreadStatic]
    private static Utf8JsonWriter? cachedWriter;

    public StateJson()
    {
        Options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            // What a state computes from itself is not stored; so what is stored needs a setter (or init).
            IgnoreReadOnlyProperties = true,
            // The rows are never part of a web page; people's names stay readable and short.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireNothing } },
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        Options.MakeReadOnly();
    }

    public JsonSerializerOptions Options { get; }

    /// <summary>What is <c>required</c> in code may be zero, and zeros are not stored.</summary>
    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties) property.IsRequired = false;
    }

    /// <summary>The caller disposes the buffer when the bytes are no longer needed.</summary>
    internal PooledBuffer Serialize<T>(T value)
    {
        var buffer = PooledBuffer.Get();
        // Taken, not borrowed: a converter that serialises a state itself must not find the writer in use.
        var writer = cachedWriter ?? new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Options.Encoder });
        cachedWriter = null;
        try
        {
            writer.Reset(buffer);
            JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
            writer.Flush();
            cachedWriter = writer;
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    internal T? Deserialize<T>(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
}
