using MindBot.Gateways.LiveKit;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Hosting;

/// <summary>
/// The settings of the front, read and checked once at the start: from the environment, the command line, or any other ASP.NET configuration.
/// </summary>
internal sealed class FrontSettings
{
    public required bool IsDevelopment { get; init; }

    /// <summary><c>--data</c> or <c>MINDBOT_DATA</c>; <c>./data</c> by default. A full path.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>MINDBOT_CATALOG</c>: the folder of the catalog; by default the one beside the program.</summary>
    public required string CatalogFolder { get; init; }

    /// <summary><c>MINDBOT_AUTH_KEY</c>; in Development generated into the data folder when absent.</summary>
    public required AuthKey AuthKey { get; init; }

    public required LiveKitOptions LiveKit { get; init; }

    /// <summary>Without a <c>LIVEKIT_URL</c>, in Development: a simulated LiveKit runs inside the server, with the key pair of <see cref="LiveKit"/>.</summary>
    public required bool SimulatesLiveKit { get; init; }

    /// <summary>Null without a <c>STRIPE_SECRET_KEY</c>, in Development: then a simulated Stripe runs inside the server.</summary>
    public required StripeOptions? Stripe { get; init; }

    /// <summary><c>MINDBOT_CORS_ORIGINS</c>, separated by commas.</summary>
    public required string[] CorsOrigins { get; init; }

    public required LimitSettings Limits { get; init; }

    /// <exception cref="InvalidSettingException">A setting is missing or unusable; the message says which and what to do.</exception>
    public static FrontSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        try
        {
            return ReadAll(configuration, environment);
        }
        catch (InvalidOperationException wrong) when (wrong is not InvalidSettingException)
        {
            throw new InvalidSettingException(wrong.Message, wrong);
        }
    }

    private static FrontSettings ReadAll(IConfiguration configuration, IHostEnvironment environment)
    {
        var isDevelopment = environment.IsDevelopment();
        if (!string.IsNullOrWhiteSpace(configuration["MINDBOT_DATABASE"]))
            throw new InvalidSettingException(
                "MINDBOT_DATABASE is set, but this build stores in SQLite under --data only. Unset it.");
        var dataFolder = Path.GetFullPath(configuration["data"] ?? configuration["MINDBOT_DATA"] ?? "data");
        var stripeKey = configuration["STRIPE_SECRET_KEY"];
        if (string.IsNullOrWhiteSpace(stripeKey) && !isDevelopment)
            throw new InvalidSettingException(
                "STRIPE_SECRET_KEY is not set. Set it to your Stripe account's secret key, "
                + "or run with ASPNETCORE_ENVIRONMENT=Development to use the simulator.");

        return new FrontSettings
        {
            IsDevelopment = isDevelopment,
            DataFolder = dataFolder,
            CatalogFolder = configuration["MINDBOT_CATALOG"] ?? Path.Combine(AppContext.BaseDirectory, "catalog"),
            AuthKey = ReadAuthKey(configuration["MINDBOT_AUTH_KEY"], isDevelopment, dataFolder),
            LiveKit = ReadLiveKit(configuration, isDevelopment),
            SimulatesLiveKit = !HasLiveKitAddress(configuration),
            Stripe = string.IsNullOrWhiteSpace(stripeKey) ? null : StripeOptions.Read(configuration),
            CorsOrigins = [.. ReadOrigins(configuration["MINDBOT_CORS_ORIGINS"])],
            Limits = LimitSettings.Read(configuration),
        };
    }

    private static AuthKey ReadAuthKey(string? secret, bool isDevelopment, string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(secret))
            return isDevelopment
                ? new AuthKey(GeneratedSecret.ReadOrCreate(dataFolder, "auth.key"))
                : throw new InvalidSettingException(
                    "MINDBOT_AUTH_KEY is not set. "
                    + "Set it to a long random secret (e.g. from `openssl rand -base64 48`); it signs the access tokens.");
        return AuthKey.IsStrongEnough(secret)
            ? new AuthKey(secret)
            : throw new InvalidSettingException($"MINDBOT_AUTH_KEY is too short: it needs at least {AuthKey.MinBytes} bytes.");
    }

    private static bool HasLiveKitAddress(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["LIVEKIT_URL"]);

    private static LiveKitOptions ReadLiveKit(IConfiguration configuration, bool isDevelopment)
    {
        var liveKit = LiveKitOptions.Read(configuration);
        if (!isDevelopment && (!HasLiveKitAddress(configuration) || liveKit.IsDevPair))
            throw new InvalidSettingException(
                "LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be set to your LiveKit server's; "
                + "its public development pair protects nothing.");
        return liveKit;
    }

    private static IEnumerable<string> ReadOrigins(string? origins)
    {
        foreach (var origin in (origins ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            yield return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
                ? uri.GetLeftPart(UriPartial.Authority)
                : throw new InvalidSettingException($"MINDBOT_CORS_ORIGINS: '{origin}' is not an origin such as https://app.example.com.");
    }
}
