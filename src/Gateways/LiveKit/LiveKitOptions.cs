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

    /// <summary>The pair that the other one replaces: events that are signed with it are still taken. Null when none is being replaced.</summary>
    public string? PreviousApiKey { get; init; }

    public string? PreviousApiSecret { get; init; }

    /// <summary>
    /// Where the server calls go: by default <see cref="Url"/>'s own address, over http for ws and https for wss. Asked anew for each try,
    /// because a simulator in our own server has an address only after the start; null while it has none, which counts as an outage.
    /// </summary>
    public Func<Uri?> ApiBase
    {
        get => field ?? (() => HttpAddress(Url));
        init;
    }

    /// <summary>Limit of one try of a server call. Default 5 s.</summary>
    public TimeSpan TryLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limit of one server call, with its retries and its wait for a free place. Default 15 s.</summary>
    public TimeSpan OperationLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Retries of a server call after the first try. Default 2.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>Server calls at a time; others wait for a place. Default 32.</summary>
    public int MaxConcurrentCalls { get; init; } = 32;

    /// <summary>
    /// Reads <c>LIVEKIT_URL</c>, <c>LIVEKIT_API_KEY</c>, <c>LIVEKIT_API_SECRET</c>; what is absent is LiveKit's --dev default. While the pair is being
    /// replaced, <c>LIVEKIT_API_KEY_PREVIOUS</c> and <c>LIVEKIT_API_SECRET_PREVIOUS</c> are the former one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The address is none, or key and secret came without each other.</exception>
    public static LiveKitOptions Read(IConfiguration configuration)
    {
        string? Setting(string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;
        var (key, secret) = (Setting("LIVEKIT_API_KEY"), Setting("LIVEKIT_API_SECRET"));
        if (key is null != secret is null)
            throw new InvalidOperationException("LIVEKIT_API_KEY and LIVEKIT_API_SECRET go together; only one of them is set.");

        var (previousKey, previousSecret) = (Setting("LIVEKIT_API_KEY_PREVIOUS"), Setting("LIVEKIT_API_SECRET_PREVIOUS"));
        if (previousKey is null != previousSecret is null)
            throw new InvalidOperationException("LIVEKIT_API_KEY_PREVIOUS and LIVEKIT_API_SECRET_PREVIOUS go together; only one of them is set.");
        if (previousKey is not null && key is null)
            throw new InvalidOperationException("LIVEKIT_API_KEY_PREVIOUS is the key that LIVEKIT_API_KEY replaces, and LIVEKIT_API_KEY is not set.");

        var url = Setting("LIVEKIT_URL") ?? DevUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss" or "http" or "https"))
            throw new InvalidOperationException("LIVEKIT_URL is not a ws, wss, http or https address.");

        return new LiveKitOptions
        {
            Url = url,
            ApiKey = key ?? DevApiKey,
            ApiSecret = secret ?? DevApiSecret,
            PreviousApiKey = previousKey,
            PreviousApiSecret = previousSecret,
        };
    }

    /// <summary>Whether the pair is LiveKit's public one for development, which must not guard a production server.</summary>
    public bool IsDevPair => ApiKey == DevApiKey && ApiSecret == DevApiSecret;

    private static Uri HttpAddress(string url)
    {
        var address = new UriBuilder(url);
        address.Scheme = address.Scheme switch { "ws" => "http", "wss" => "https", var http => http };
        return address.Uri;
    }
}
