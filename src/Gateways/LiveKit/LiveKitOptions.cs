using Microsoft.Extensions.Configuration;

namespace MindBot.Gateways.LiveKit;

/// <summary>How to reach the LiveKit server. A class, not a record: records print their properties, and one is a secret.</summary>
public sealed class LiveKitOptions
{
    /// <summary>What <c>livekit-server --dev</c> listens on and accepts.</summary>
    public const string DevUrl = "ws://localhost:7880", DevApiKey = "devkey", DevApiSecret = "secret";

    /// <summary>Where clients connect: <c>ws://</c> or <c>wss://</c>.</summary>
    public string Url { get; init; } = DevUrl;

    public string ApiKey { get; init; } = DevApiKey;

    /// <summary>Any length from 1 character: LiveKit's own pair for development is a short one.</summary>
    public string ApiSecret { get; init; } = DevApiSecret;

    /// <summary>
    /// Reads <c>LIVEKIT_URL</c>, <c>LIVEKIT_API_KEY</c>, <c>LIVEKIT_API_SECRET</c>; what is absent is LiveKit's --dev default.
    /// </summary>
    /// <exception cref="InvalidOperationException">The address is none, or key and secret came without each other.</exception>
    public static LiveKitOptions Read(IConfiguration configuration)
    {
        string? Setting(string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;
        var (key, secret) = (Setting("LIVEKIT_API_KEY"), Setting("LIVEKIT_API_SECRET"));
        if (key is null != secret is null)
            throw new InvalidOperationException("LIVEKIT_API_KEY and LIVEKIT_API_SECRET go together; only one of them is set.");

        var url = Setting("LIVEKIT_URL") ?? DevUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss" or "http" or "https"))
            throw new InvalidOperationException("LIVEKIT_URL is not a ws, wss, http or https address.");

        return new LiveKitOptions { Url = url, ApiKey = key ?? DevApiKey, ApiSecret = secret ?? DevApiSecret };
    }

    /// <summary>Whether the pair is LiveKit's public one for development, which must not guard a production server.</summary>
    public bool IsDevPair => ApiKey == DevApiKey && ApiSecret == DevApiSecret;
}
