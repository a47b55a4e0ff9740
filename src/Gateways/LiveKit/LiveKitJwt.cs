using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MindBot.Gateways.LiveKit;

/// <summary>
/// Writes and signs LiveKit's JWTs. By hand because JWT libraries refuse HMAC keys as short as LiveKit's own development secret.
/// </summary>
internal static class LiveKitJwt
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <summary>So that a server whose clock is a little behind does not refuse a fresh token.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    public static string Sign(LiveKitAccessToken token, LiveKitOptions options, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.ApiKey);
        ArgumentException.ThrowIfNullOrWhiteSpace(token.Identity);
        ArgumentOutOfRangeException.ThrowIfLessThan(token.Lifetime, TimeSpan.FromSeconds(1));
        return Sign(Claims(token, options.ApiKey, now), options);
    }

    /// <summary>The JWT of these claims (a JSON object).</summary>
    public static string Sign(ReadOnlySpan<byte> claims, LiveKitOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.ApiSecret);
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.ApiSecret), Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static ReadOnlySpan<byte> Claims(LiveKitAccessToken token, string apiKey, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("iss", apiKey);
            json.WriteString("sub", token.Identity);
            json.WriteNumber("nbf", (now - ClockSkew).ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + token.Lifetime).ToUnixTimeSeconds());
            json.WriteString("jti", token.Id ?? Guid.NewGuid().ToString("n"));
            WriteText(json, "name", token.Name);
            WriteText(json, "metadata", token.Metadata);
            WriteAttributes(json, token.Attributes);
            WriteGrant(json, token.Grant);
            WriteRoomConfig(json, token.RoomConfig);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }

    private static void WriteGrant(Utf8JsonWriter json, VideoGrant grant)
    {
        json.WriteStartObject("video");
        WriteTrue(json, "roomCreate", grant.RoomCreate);
        WriteTrue(json, "roomList", grant.RoomList);
        WriteTrue(json, "roomAdmin", grant.RoomAdmin);
        WriteTrue(json, "roomJoin", grant.RoomJoin);
        WriteText(json, "room", grant.Room);
        WriteBoolean(json, "canPublish", grant.CanPublish);
        WriteBoolean(json, "canSubscribe", grant.CanSubscribe);
        WriteBoolean(json, "canPublishData", grant.CanPublishData);
        WriteTrue(json, "hidden", grant.Hidden);
        json.WriteEndObject();
    }

    private static void WriteRoomConfig(Utf8JsonWriter json, RoomConfiguration? config)
    {
        if (config is null) return;
        json.WriteStartObject("roomConfig");
        if (config.EmptyTimeoutSeconds is { } empty) json.WriteNumber("emptyTimeout", empty);
        if (config.DepartureTimeoutSeconds is { } departure) json.WriteNumber("departureTimeout", departure);
        json.WriteStartArray("agents");
        foreach (var agent in config.Agents)
        {
            json.WriteStartObject();
            json.WriteString("agentName", agent.AgentName);
            json.WriteString("metadata", agent.Metadata);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? attributes)
    {
        if (attributes is null) return;
        json.WriteStartObject("attributes");
        foreach (var (name, value) in attributes) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void WriteBoolean(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } set) json.WriteBoolean(name, set);
    }

    private static void WriteTrue(Utf8JsonWriter json, string name, bool value)
    {
        if (value) json.WriteBoolean(name, true);
    }
}
