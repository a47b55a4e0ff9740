using MindBot.Gateways.LiveKit;
using MindBot.Gateways.Stripe;
using MindBot.Silo.Storage;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Doctor;

/// <summary>All checks, one after the other; what depends on a wrong setting is left out.</summary>
internal sealed class Examination(IConfiguration configuration, IHostEnvironment environment, TimeProvider wall)
{
    private readonly bool isDevelopment = environment.IsDevelopment();

    public async IAsyncEnumerable<Finding> Run()
    {
        foreach (var finding in SettingChecks.Run(configuration, environment)) yield return finding;
        yield return AuthKeyFinding();
        if (Read(() => DatabaseSetting.Read(configuration), out var database) is null)
            yield return database is null ? StorageCheck.Run(StorageSettings.ReadDataFolder(configuration)) : DatabaseCheck.Run(database, isDevelopment);

        if (Read(() => FrontSettings.ReadLiveKit(configuration, isDevelopment), out var liveKit) is { } wrongLiveKit)
            yield return Finding.Fail("LiveKit", wrongLiveKit);
        if (Read(() => FrontSettings.ReadPublicUrl(configuration), out var publicUrl) is { } wrongUrl)
            yield return Finding.Fail("webhook", wrongUrl);
        if (liveKit is not null)
            await foreach (var finding in Examine(liveKit, publicUrl)) yield return finding;

        if (Read(() => FrontSettings.ReadStripe(configuration, isDevelopment), out var stripe) is { } wrongStripe)
            yield return Finding.Fail("Stripe", wrongStripe);
        else
            await foreach (var finding in StripeChecks.Run(stripe, isDevelopment)) yield return finding;
    }

    private Finding AuthKeyFinding()
    {
        const string Subject = "auth key";
        if (Read(() => FrontSettings.ReadAuthKey(configuration, isDevelopment), out var key) is { } wrong) return Finding.Fail(Subject, wrong);
        return Finding.Ok(Subject, key is null ? "Development: made up and kept in the data folder" : $"set, {AuthKey.MinBytes} bytes or more");
    }

    private async IAsyncEnumerable<Finding> Examine(LiveKitOptions liveKit, Uri? publicUrl)
    {
        var isSimulated = !FrontSettings.HasLiveKitAddress(configuration);
        if (isSimulated) yield return Finding.Ok("LiveKit", "Development: simulated inside the server, because LIVEKIT_URL is not set");
        else await foreach (var finding in LiveKitChecks.Run(liveKit, wall)) yield return finding;

        if (publicUrl is not null) yield return await WebhookCheck.Run(publicUrl, liveKit, wall);
        else if (isSimulated) yield return Finding.Ok(WebhookCheck.Subject, "the simulated LiveKit posts to its own server");
        else yield return WebhookCheck.NotKnown(liveKit);
    }

    /// <returns>What is wrong; null when it could be read.</returns>
    private static string? Read<T>(Func<T> read, out T? value)
    {
        try
        {
            value = read();
            return null;
        }
        catch (InvalidOperationException wrong)
        {
            value = default;
            return wrong.Message;
        }
    }
}
