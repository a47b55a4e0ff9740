namespace MindBot.Gateways.LiveKit;

/// <summary>A LiveKit access token before it is signed: who, for how long, and what for.</summary>
/// <param name="Identity">The participant's identity (<c>sub</c>): in MindBot always the user id.</param>
/// <param name="Grant">What the bearer may do.</param>
public sealed record LiveKitAccessToken(string Identity, VideoGrant Grant)
{
    /// <summary>How long one may connect with it; who is connected stays. Default 6 h, as in LiveKit's SDKs.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The name that others in the room see.</summary>
    public string? Name { get; init; }

    /// <summary>Seen by everybody in the room.</summary>
    public string? Metadata { get; init; }

    /// <summary>Seen by everybody in the room.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public RoomConfiguration? RoomConfig { get; init; }

    /// <summary>The token's id (<c>jti</c>); a random one when null.</summary>
    public string? Id { get; init; }

    /// <summary>The signed JWT: HS256 over the UTF-8 bytes of the secret.</summary>
    public string Sign(LiveKitOptions options, DateTimeOffset now) => LiveKitJwt.Sign(this, options, now);
}
