using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Tests.Hosting;

public sealed class FrontSettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Development_needs_no_settings_and_keeps_its_generated_key()
    {
        var (first, second) = (Read("Development"), Read("Development"));
        Assert.Null(first.Stripe);
        Assert.Null(first.Mail);
        Assert.Equal(first.AuthKey.SecurityKey.Key, second.AuthKey.SecurityKey.Key);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "auth.key")));
    }

    [Theory]
    [InlineData("STRIPE_SECRET_KEY")]
    [InlineData("STRIPE_WEBHOOK_SECRET")]
    [InlineData("MINDBOT_AUTH_KEY")]
    [InlineData("LIVEKIT_URL")]
    [InlineData("LIVEKIT_API_KEY")]
    public void Production_does_not_start_without_its_keys(string missing)
    {
        var settings = Production();
        settings.Remove(missing);
        if (missing == "LIVEKIT_API_KEY") settings.Remove("LIVEKIT_API_SECRET");
        Assert.Contains(missing, Assert.Throws<InvalidSettingException>(() => Read("Production", settings)).Message);
    }

    [Theory]
    [InlineData("MINDBOT_AUTH_KEY", "too short")]
    [InlineData("MINDBOT_CORS_ORIGINS", "app.example.com")]
    [InlineData("MINDBOT_CORS_ORIGINS", "https://app.example.com/path")]
    [InlineData("MINDBOT_PUBLIC_URL", "api.example.com")]
    [InlineData("MINDBOT_PUBLIC_URL", "wss://api.example.com")]
    [InlineData("MINDBOT_PUBLIC_URL", "https://api.example.com?page=1")]
    [InlineData("MINDBOT_DATABASE", "Database=mindbot")]
    [InlineData("MINDBOT_DATABASE", "postgres://db.example.com")]
    [InlineData("SMTP_URL", "smtps://mail.example.com")]
    [InlineData("MAIL_FROM", "nobody")]
    [InlineData("MINDBOT_LIMIT_STREAMS", "0")]
    [InlineData("MINDBOT_LIMIT_PASSWORD_RESETS", "-1")]
    [InlineData("MINDBOT_AUTH_KEY_PREVIOUS", "too short")]
    [InlineData("MINDBOT_ADMIN_KEY_PREVIOUS", "the key that is replaced, but by what?")]
    [InlineData("LIVEKIT_API_KEY_PREVIOUS", "without a secret")]
    [InlineData("STRIPE_WEBHOOK_SECRET_PREVIOUS", "whsec with blanks")]
    [InlineData("MINDBOT_LIMIT_REGISTRATIONS", "many")]
    public void A_setting_that_makes_no_sense_stops_the_start(string name, string value)
    {
        var settings = Production();
        settings[name] = value;
        Assert.Contains(name, Assert.Throws<InvalidSettingException>(() => Read("Production", settings)).Message);
    }

    [Fact]
    public void Production_starts_with_all_of_them()
    {
        var settings = Read("Production", Production());
        Assert.NotNull(settings.Stripe);
        Assert.Equal("mail.example.com", settings.Mail?.Host);
        Assert.Equal(["https://app.example.com", "https://admin.example.com"], settings.CorsOrigins);
        Assert.False(File.Exists(Path.Combine(folder, "auth.key")));
    }

    [Fact]
    public void Keys_that_are_being_replaced_are_taken_beside_the_new_ones()
    {
        var settings = Production();
        settings["MINDBOT_AUTH_KEY_PREVIOUS"] = new string('o', 48);
        settings["MINDBOT_ADMIN_KEY"] = new string('a', 48);
        settings["MINDBOT_ADMIN_KEY_PREVIOUS"] = new string('b', 48);
        settings["STRIPE_WEBHOOK_SECRET_PREVIOUS"] = "whsec_old";
        settings["LIVEKIT_API_KEY_PREVIOUS"] = "old key";
        settings["LIVEKIT_API_SECRET_PREVIOUS"] = "old secret";
        var read = Read("Production", settings);
        Assert.Equal(2, read.AuthKey.Accepted.Count);
        Assert.True(read.AdminKey!.Fits(new string('b', 48)));
        Assert.Equal(["whsec_x", "whsec_old"], read.Stripe!.WebhookSecrets);
        Assert.Equal(("old key", "old secret"), (read.LiveKit.PreviousApiKey, read.LiveKit.PreviousApiSecret));
        Assert.Single(Read("Production", Production()).AuthKey.Accepted);
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public void A_database_server_replaces_the_file_and_is_migrated_by_Development_alone(string environment, bool mayMigrate)
    {
        var settings = Production();
        Assert.Null(Read(environment, settings).Storage.Database);
        settings["MINDBOT_DATABASE"] = "postgres://db.example.com/mindbot";
        var storage = Read(environment, settings).Storage;
        Assert.Equal(("mindbot on db.example.com", mayMigrate, false), (storage.Database?.ToString(), storage.MayMigrate, storage.IsShared));
    }

    private static Dictionary<string, string?> Production() => new()
    {
        ["MINDBOT_AUTH_KEY"] = new string('k', 48),
        ["STRIPE_SECRET_KEY"] = "sk_live_x",
        ["STRIPE_WEBHOOK_SECRET"] = "whsec_x",
        ["LIVEKIT_URL"] = "wss://livekit.example.com",
        ["LIVEKIT_API_KEY"] = "key",
        ["LIVEKIT_API_SECRET"] = "a secret of its own",
        ["SMTP_URL"] = "smtp://mail.example.com",
        ["MAIL_FROM"] = "no-reply@example.com",
        ["MINDBOT_CORS_ORIGINS"] = "https://app.example.com, https://admin.example.com/",
    };

    private FrontSettings Read(string environment, Dictionary<string, string?>? settings = null) => FrontSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).AddInMemoryCollection([new("data", folder)]).Build(),
        new Environment(environment));

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "tests";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
