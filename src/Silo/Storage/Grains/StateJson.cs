using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MindBot.Silo.Storage;

/// <summary>
/// How states look in the database: camelCase names, enums as strings, nulls left out. These names are a contract with every row
/// ever written; a property is renamed with <see cref="JsonPropertyNameAttribute"/> or not at all.
/// </summary>
public sealed class StateJson
{
    [ThreadStatic]
    private static Utf8JsonWriter? cachedWriter;

    /// <param name="resolvers">Source-generated contexts, asked first; other types are read by reflection.</param>
    public StateJson(params IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        Options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // What a state computes from itself is not stored; so what is stored needs a setter (or init).
            IgnoreReadOnlyProperties = true,
            // The rows are never part of a web page; people's names stay readable and short.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. resolvers, new DefaultJsonTypeInfoResolver()]),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        Options.MakeReadOnly();
    }

    public JsonSerializerOptions Options { get; }

    /// <summary>The caller disposes the buffer when the bytes are no longer needed.</summary>
    internal PooledBuffer Serialize<T>(T value)
    {
        var buffer = new PooledBuffer();
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
