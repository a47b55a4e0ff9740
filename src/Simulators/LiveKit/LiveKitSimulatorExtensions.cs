using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MindBot.Simulators.LiveKit.Http;
using MindBot.Simulators.LiveKit.Webhooks;

namespace MindBot.Simulators.LiveKit;

public static class LiveKitSimulatorExtensions
{
    /// <summary>
    /// Registers <see cref="LiveKitSimulator"/>. It posts its events over HTTP, unless an <see cref="ILiveKitWebhookSender"/> is registered.
    /// </summary>
    public static IServiceCollection AddLiveKitSimulator(this IServiceCollection services, Func<IServiceProvider, LiveKitSimulatorOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton<ILiveKitWebhookSender, HttpWebhookSender>();
        services.AddSingleton<LiveKitSimulator>();
        services.AddSingleton<TwirpEndpoint>();
        services.AddSingleton<ClientEndpoints>();
        return services;
    }

    /// <summary>
    /// Mounts the simulated server: <c>{path}/twirp/livekit.RoomService/…</c> as LiveKit has it, and for development <c>POST {path}/join</c>,
    /// <c>POST {path}/leave</c>, <c>GET {path}/rooms</c>, <c>POST {path}/faults</c>. It has tokens of its own, so the application's
    /// authorization stays out.
    /// </summary>
    public static IEndpointConventionBuilder MapLiveKitSimulator(this IEndpointRouteBuilder app, string path)
    {
        var twirp = app.ServiceProvider.GetRequiredService<TwirpEndpoint>();
        var clients = app.ServiceProvider.GetRequiredService<ClientEndpoints>();
        var group = app.MapGroup(path);

        group.Map("/twirp/livekit.RoomService/{method}", twirp.Run);
        group.Map("/twirp/{**rest}", TwirpEndpoint.NoRoute);
        group.MapPost("/join", clients.Join);
        group.MapPost("/leave", clients.Leave);
        group.MapPost("/faults", clients.Faults);
        group.MapGet("/rooms", clients.Rooms);
        return group.AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }
}
