using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.Mail;
using MindBot.Gateways.Stripe;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Hosting;

/// <summary>A silo without a front, for fronts that run elsewhere.</summary>
internal static class SiloCommand
{
    /// <summary>What Orleans has to say in good health is for its own developers. Any other setting is heard over these.</summary>
    private static readonly Dictionary<string, string?> LessTalk = new()
    {
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    /// <returns>The exit code, once the silo has stopped.</returns>
    /// <exception cref="InvalidOperationException">A setting is missing or unusable; the message says which and what to do.</exception>
    public static async Task<int> Run(string[] args)
    {
        // The program's own files are beside it, wherever it is started from.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LessTalk });
        var storage = StorageSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        if (storage.Database is null)
            throw new InvalidOperationException($"{PostgresAddress.Setting} is not set: fronts find this silo, and silos find each other, in the database.");
        builder.Services.AddMindBotSilo(storage).AddTelemetry(builder.Configuration).AddGateways(builder.Configuration);
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    /// <summary>What the grains ask of the outside: the same settings as a front's, and no simulators, which live in a front.</summary>
    private static void AddGateways(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var name in new[] { "STRIPE_SECRET_KEY", "LIVEKIT_URL" })
        {
            if (string.IsNullOrWhiteSpace(configuration[name]))
                throw new InvalidOperationException($"{name} is not set. A silo by itself needs the same settings as its fronts.");
        }

        var (stripe, liveKit) = (StripeOptions.Read(configuration), LiveKitOptions.Read(configuration));
        services.AddStripeGateway(_ => stripe).AddVoiceRooms(_ => liveKit, _ => TimeProvider.System).AddMailer(MailOptions.Read(configuration));
        services.AddMailTemplates(configuration["MINDBOT_CATALOG"] ?? Path.Combine(AppContext.BaseDirectory, "catalog"));
        services.AddSingleton(provider => new LiveKitClock(provider.GetRequiredService<TimeProvider>(), TimeProvider.System));
    }
}
