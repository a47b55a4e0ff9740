using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit.Api;
using MindBot.Simulators.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit.Tokens;

/// <summary>Verifies access tokens: HS256 over the secret's UTF-8 bytes, our key, not expired, not before its time.</summary>
internal sealed class LiveKitTokens(LiveKitSimulatorOptions options, TimeProvider time)
{
    private const int MaxLength = 64 * 1024;

    /// <summary>What LiveKit's JWT library allows for clocks that differ.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    /// <exception cref="InvalidTokenException">It is not valid.</exception>
    public LiveKitClaims Verify(string token)
    {
        try
        {
            var parts = token.Length <= MaxLength ? token.Split('.') : [];
            if (parts.Length != 3) throw new InvalidTokenException("invalid authorization token");
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            var claims = new ProtoFields(body.RootElement);
            if (new ProtoFields(header.RootElement).Text("alg") != "HS256") throw new InvalidTokenException("invalid authorization token");
            if (claims.Text("iss") != options.ApiKey) throw new InvalidTokenException($"invalid API key: {claims.Text("iss")}");

            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.ApiSecret), Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"));
            if (!CryptographicOperations.FixedTimeEquals(signature, Base64Url.DecodeFromChars(parts[2])))
                throw new InvalidTokenException("invalid token: error in cryptographic primitive");
            CheckTime(claims);
            return Read(claims);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half a surrogate pair.
            throw new InvalidTokenException("invalid authorization token");
        }
    }

    private void CheckTime(ProtoFields claims)
    {
        var (now, leeway) = (time.GetUtcNow().ToUnixTimeSeconds(), (long)Leeway.TotalSeconds);
        if (claims.Number("exp") is not { } expires || now - leeway > expires) throw new InvalidTokenException("invalid token: token is expired (exp)");
        if (claims.Number("nbf") is { } notBefore && now + leeway < notBefore) throw new InvalidTokenException("invalid token: token not valid yet (nbf)");
    }

    private static ParticipantKind Kind(string name) => name switch
    {
        "agent" => ParticipantKind.Agent,
        "egress" => ParticipantKind.Egress,
        "ingress" => ParticipantKind.Ingress,
        "sip" => ParticipantKind.Sip,
        _ => ParticipantKind.Standard,
    };

    private static LiveKitClaims Read(ProtoFields claims)
    {
        var video = claims.Message("video");
        var grants = new LiveKitGrants
        {
            Room = video.Text("room"),
            RoomCreate = video.Boolean("roomCreate"),
            RoomList = video.Boolean("roomList"),
            RoomAdmin = video.Boolean("roomAdmin"),
            RoomJoin = video.Boolean("roomJoin"),
            Hidden = video.Boolean("hidden"),
            CanPublish = video.Boolean("canPublish", unset: true),
            CanSubscribe = video.Boolean("canSubscribe", unset: true),
            CanPublishData = video.Boolean("canPublishData", unset: true),
        };
        return new LiveKitClaims(claims.Text("sub"), grants)
        {
            Name = claims.Text("name"),
            Metadata = claims.Text("metadata"),
            Attributes = claims.Map("attributes"),
            Kind = Kind(claims.Text("kind")),
            Room = RoomRequests.Settings(claims.Message("roomConfig"), grants.Room),
        };
    }
}
