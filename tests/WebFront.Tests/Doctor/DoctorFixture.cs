using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Doctor;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Doctor;

/// <summary>
/// A server whose simulated LiveKit and Stripe, with keys of their own, stand for the real ones: the doctor is given their addresses and asks
/// them over the wire.
/// </summary>
public sealed class DoctorFixture : IAsyncLifetime
{
    public const string LiveKitKey = "APIdoctor", LiveKitSecret = "livekit-0123456789abcdef0123456789abcdef",
        AuthKey = "auth-0123456789abcdef0123456789abcdef";

    /// <summary>Nobody listens on the discard port.</summary>
    public const string NobodyThere = "127.0.0.1:9";

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-doctor-").FullName;
    private int folders;

    public FrontServer Server { get; private set; } = null!;

    public StripeOptions Stripe => Server.Services.GetRequiredService<StripeOptions>();

    public async Task InitializeAsync() =>
        Server = await FrontServer.StartAnother(null, "--LIVEKIT_API_KEY", LiveKitKey, "--LIVEKIT_API_SECRET", LiveKitSecret);

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A data folder that is not there yet.</summary>
    public string NewFolder() => Path.Combine(folder, $"{Interlocked.Increment(ref folders)}");

    /// <summary>Everything set and reachable, as in Production; what is given replaces it, and null removes it.</summary>
    public Dictionary<string, string?> Healthy(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["environment"] = "Production",
            ["data"] = Server.DataFolder,
            ["MINDBOT_AUTH_KEY"] = AuthKey,
            ["MINDBOT_PUBLIC_URL"] = Server.Address.ToString(),
            ["LIVEKIT_URL"] = $"ws://{Server.Address.Authority}/dev/livekit",
            ["LIVEKIT_API_KEY"] = LiveKitKey,
            ["LIVEKIT_API_SECRET"] = LiveKitSecret,
            ["STRIPE_SECRET_KEY"] = Stripe.SecretKey,
            ["STRIPE_WEBHOOK_SECRET"] = Stripe.WebhookSecrets[0],
            ["STRIPE_API_BASE"] = $"http://{Server.Address.Authority}/dev/stripe",
        };
        foreach (var (name, value) in changes) settings[name] = value;
        return settings;
    }

    public static async Task<Diagnosis> Examine(Dictionary<string, string?> settings, TimeProvider? wall = null)
    {
        var output = new StringWriter();
        string[] args = [.. settings.Where(setting => setting.Value is not null).SelectMany(setting => new[] { $"--{setting.Key}", setting.Value! })];
        var code = await DoctorCommand.Run(args, output, wall ?? TimeProvider.System);
        return new Diagnosis(code, output.ToString());
    }
}

/// <summary>What the doctor printed.</summary>
public sealed record Diagnosis(int ExitCode, string Text)
{
    private readonly string[] lines = Text.Split('\n');

    public IReadOnlyList<string> Failures => [.. lines.Where(line => line.StartsWith("FAIL", StringComparison.Ordinal))];

    public IReadOnlyList<string> Warnings => [.. lines.Where(line => line.StartsWith("warn", StringComparison.Ordinal))];

    /// <summary>The only thing that is wrong.</summary>
    public void FailsOnly(string subject, string text)
    {
        Assert.True(Failures is [var only] && only.Contains(subject) && only.Contains(text), Text);
        Assert.Equal(1, ExitCode);
    }

    public void WarnsOnly(string subject, string text)
    {
        Assert.True(Failures is [] && Warnings is [var only] && only.Contains(subject) && only.Contains(text), Text);
        Assert.Equal(0, ExitCode);
    }
}
