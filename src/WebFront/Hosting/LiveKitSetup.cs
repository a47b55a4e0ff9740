using MindBot.Gateways.LiveKit;
using MindBot.Simulators.LiveKit;
using MindBot.WebFront.VoiceRooms;

namespace MindBot.WebFront.Hosting;

/// <summary>The real LiveKit, or in Development without an address a simulated one inside this very server. The adapter is the same.</summary>
internal static class LiveKitSetup
{
    public const string SimulatorPath = "/dev/livekit";

    public static IServiceCollection AddLiveKit(this IServiceCollection services, FrontSettings settings)
    {
        services.AddSingleton(provider => new LiveKitClock(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredKeyedService<TimeProvider>(WallClock.Key)));
        var options = settings.LiveKit;
        if (!settings.SimulatesLiveKit) return services.AddSingleton(options).AddVoiceRooms(_ => options, Wall);

        services.AddLiveKitSimulator(provider => new LiveKitSimulatorOptions
        {
            ApiKey = options.ApiKey,
            ApiSecret = options.ApiSecret,
            WebhookTarget = () => Own(provider).Find() is { } address ? new Uri(address, LiveKitWebhookEndpoints.Path) : null,
        });
        services.AddSingleton(provider => new LiveKitOptions
        {
            Url = new UriBuilder(new Uri(Own(provider).Get(), SimulatorPath)) { Scheme = "ws" }.Uri.ToString(),
            ApiKey = options.ApiKey,
            ApiSecret = options.ApiSecret,
        });
        // The silo asks for rooms before the server listens, so its address must not be needed to make the adapter.
        return services.AddVoiceRooms(
            provider => new LiveKitOptions
            {
                ApiKey = options.ApiKey,
                ApiSecret = options.ApiSecret,
                ApiBase = () => Own(provider).Find() is { } address ? new Uri(address, SimulatorPath) : null,
            },
            Wall);
    }

    public static void MapLiveKitSimulator(this WebApplication app, FrontSettings settings)
    {
        if (settings.SimulatesLiveKit) app.MapLiveKitSimulator(SimulatorPath);
    }

    private static OwnAddress Own(IServiceProvider provider) => provider.GetRequiredService<OwnAddress>();

    private static TimeProvider Wall(IServiceProvider provider) => provider.GetRequiredKeyedService<TimeProvider>(WallClock.Key);
}
