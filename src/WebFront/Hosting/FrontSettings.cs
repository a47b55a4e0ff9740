using MindBot.Gateways.LiveKit;
using MindBot.Gateways.Mail;
using MindBot.Gateways.Stripe;
using MindBot.Silo.Storage;
using MindBot.WebFront.Admin;
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

    /// <summary>The PostgreSQL database of <c>MINDBOT_DATABASE</c>; without it a SQLite file in <see cref="DataFolder"/>.</summary>
    public required StorageLocation Storage { get; init; }

    /// <summary>Whether the grains run in other processes.</summary>
    public required bool IsFrontOnly { get; init; }

    /// <summary><c>MINDBOT_CATALOG</c>: the folder of the catalog; by default the one beside the program.</summary>
    public required string CatalogFolder { get; init; }

    /// <summary><c>MINDBOT_AUTH_KEY</c> and <c>MINDBOT_AUTH_KEY_PREVIOUS</c>; null in Development without them.</summary>
    public required AuthKey? OwnAuthKey { get; init; }

    /// <summary>What signs access tokens: without a key of one's own, one that is made up on first use and kept in the data folder.</summary>
    public AuthKey AuthKey => field ??= OwnAuthKey ?? new AuthKey(GeneratedSecret.ReadOrCreate(DataFolder, "auth.key"));

    public required LiveKitOptions LiveKit { get; init; }

    /// <summary>Without a <c>LIVEKIT_URL</c>, in Development: a simulated LiveKit runs inside the server, with the key pair of <see cref="LiveKit"/>.</summary>
    public required bool SimulatesLiveKit { get; init; }

    /// <summary><c>MINDBOT_AGENT_NAME</c>: as which the program that speaks for the personas has registered with LiveKit.</summary>
    public required string AgentName { get; init; }

    /// <summary>Null without a <c>STRIPE_SECRET_KEY</c>, in Development: then a simulated Stripe runs inside the server.</summary>
    public required StripeOptions? Stripe { get; init; }

    /// <summary>Null without <c>SMTP_URL</c> and <c>MAIL_FROM</c>: then no mails are sent.</summary>
    public required MailOptions? Mail { get; init; }

    /// <summary><c>MINDBOT_PUBLIC_URL</c>: where LiveKit, Stripe and browsers reach this server; null when it is not set.</summary>
    public required Uri? PublicUrl { get; init; }

    /// <summary><c>MINDBOT_ADMIN_KEY</c>; null: there are no operator endpoints.</summary>
    public required AdminKey? AdminKey { get; init; }

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

    public static string ReadCatalogFolder(IConfiguration configuration) =>
        configuration["MINDBOT_CATALOG"] ?? Path.Combine(AppContext.BaseDirectory, "catalog");

    public static bool HasLiveKitAddress(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["LIVEKIT_URL"]);

    /// <returns>Whether the grains run in other processes: <c>MINDBOT_ROLE=front</c>.</returns>
    public static bool ReadIsFrontOnly(IConfiguration configuration) => configuration["MINDBOT_ROLE"] switch
    {
        null or "" or "all" => false,
        "front" => true,
        var other => throw new InvalidSettingException($"MINDBOT_ROLE is '{other}'; there are 'all', the default, and 'front', whose silos run elsewhere."),
    };

    /// <returns>Null when one is to be made up.</returns>
    public static AuthKey? ReadAuthKey(IConfiguration configuration, bool isDevelopment)
    {
        var secret = configuration[AuthKey.Setting];
        var previous = ReadPrevious(configuration, AuthKey.PreviousSetting, AuthKey.Setting, AuthKey.IsStrongEnough, AuthKey.MinBytes);
        if (string.IsNullOrWhiteSpace(secret))
            return isDevelopment
                ? null
                : throw new InvalidSettingException(
                    "MINDBOT_AUTH_KEY is not set. "
                    + "Set it to a long random secret (e.g. from `openssl rand -base64 48`); it signs the access tokens.");
        return AuthKey.IsStrongEnough(secret)
            ? new AuthKey(secret, previous)
            : throw new InvalidSettingException($"MINDBOT_AUTH_KEY is too short: it needs at least {AuthKey.MinBytes} bytes.");
    }

    public static LiveKitOptions ReadLiveKit(IConfiguration configuration, bool isDevelopment)
    {
        var liveKit = LiveKitOptions.Read(configuration);
        if (!isDevelopment && (!HasLiveKitAddress(configuration) || liveKit.IsDevPair))
            throw new InvalidSettingException(
                "LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be set to your LiveKit server's; "
                + "its public development pair protects nothing.");
        return liveKit;
    }

    /// <returns>Null when it is to be simulated.</returns>
    public static StripeOptions? ReadStripe(IConfiguration configuration, bool isDevelopment)
    {
        if (!string.IsNullOrWhiteSpace(configuration["STRIPE_SECRET_KEY"])) return StripeOptions.Read(configuration);
        return isDevelopment
            ? null
            : throw new InvalidSettingException(
                "STRIPE_SECRET_KEY is not set. Set it to your Stripe account's secret key, "
                + "or run with ASPNETCORE_ENVIRONMENT=Development to use the simulator.");
    }

    public static AdminKey? ReadAdminKey(IConfiguration configuration)
    {
        var previous = ReadPrevious(configuration, AdminKey.PreviousSetting, AdminKey.Setting, AdminKey.IsStrongEnough, AdminKey.MinBytes);
        if (configuration[AdminKey.Setting] is not { Length: > 0 } key) return null;
        return AdminKey.IsStrongEnough(key)
            ? new AdminKey(key, previous)
            : throw new InvalidSettingException($"{AdminKey.Setting} is too short: it needs at least {AdminKey.MinBytes} bytes.");
    }

    public static Uri? ReadPublicUrl(IConfiguration configuration)
    {
        if (configuration["MINDBOT_PUBLIC_URL"]?.Trim() is not { Length: > 0 } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length + url.Fragment.Length == 0
            ? url
            : throw new InvalidSettingException("MINDBOT_PUBLIC_URL is not an http or https address such as https://api.example.com.");
    }

    public static string[] ReadOrigins(IConfiguration configuration) =>
        [.. (configuration["MINDBOT_CORS_ORIGINS"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOrigin)];

    /// <returns>The key that is being replaced by the one of <paramref name="current"/>; null when none is.</returns>
    private static string? ReadPrevious(IConfiguration configuration, string name, string current, Func<string, bool> isStrongEnough, int minBytes)
    {
        if (configuration[name] is not { Length: > 0 } previous) return null;
        if (string.IsNullOrWhiteSpace(configuration[current])) throw new InvalidSettingException($"{name} is the key that {current} replaces, and {current} is not set.");
        return isStrongEnough(previous) ? previous : throw new InvalidSettingException($"{name} is too short: it needs at least {minBytes} bytes.");
    }

    private static FrontSettings ReadAll(IConfiguration configuration, IHostEnvironment environment)
    {
        var isDevelopment = environment.IsDevelopment();
        return new FrontSettings
        {
            IsDevelopment = isDevelopment,
            DataFolder = StorageSettings.ReadDataFolder(configuration),
            Storage = StorageSettings.Read(configuration, isDevelopment),
            IsFrontOnly = ReadIsFrontOnly(configuration),
            CatalogFolder = ReadCatalogFolder(configuration),
            OwnAuthKey = ReadAuthKey(configuration, isDevelopment),
            LiveKit = ReadLiveKit(configuration, isDevelopment),
            SimulatesLiveKit = !HasLiveKitAddress(configuration),
            AgentName = configuration["MINDBOT_AGENT_NAME"]?.Trim() is { Length: > 0 } agent ? agent : "mindbot-persona",
            Stripe = ReadStripe(configuration, isDevelopment),
            Mail = MailOptions.Read(configuration),
            PublicUrl = ReadPublicUrl(configuration),
            AdminKey = ReadAdminKey(configuration),
            CorsOrigins = ReadOrigins(configuration),
            Limits = LimitSettings.Read(configuration),
        };
    }

    private static string ReadOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new InvalidSettingException($"MINDBOT_CORS_ORIGINS: '{origin}' is not an origin such as https://app.example.com.");
}
