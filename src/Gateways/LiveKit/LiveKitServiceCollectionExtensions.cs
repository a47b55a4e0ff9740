using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKit;

public static class LiveKitServiceCollectionExtensions
{
    private const string HttpClientName = "LiveKit";

    /// <summary>Some thousand rooms or participants; a longer answer is not LiveKit's.</summary>
    private const int MaxAnswerBytes = 4 * 1024 * 1024;

    /// <summary>Registers <see cref="IVoiceRooms"/> for the life of the process.</summary>
    /// <param name="options">Made on first use.</param>
    /// <param name="wallClock">
    /// For the validity of the tokens that LiveKit checks; the registered <see cref="TimeProvider"/>, which all waits go by, when null.
    /// </param>
    public static IServiceCollection AddVoiceRooms(
        this IServiceCollection services,
        Func<IServiceProvider, LiveKitOptions> options,
        Func<IServiceProvider, TimeProvider>? wallClock = null) =>
        services.AddVoiceRooms(options, wallClock, LiveKitAdapter.OfThisBuild);

    internal static IServiceCollection AddVoiceRooms(
        this IServiceCollection services,
        Func<IServiceProvider, LiveKitOptions> options,
        Func<IServiceProvider, TimeProvider>? wallClock,
        LiveKitAdapter.Make adapter)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(HttpClientName, http =>
            {
                // A call's own limits cover it, retries included.
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = MaxAnswerBytes;
            })
            .RedactLoggedHeaders(["Authorization"])
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            })
            // The rooms live as long as the process; the pooled connections' lifetime follows DNS instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<IVoiceRooms>(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            return new LiveKitRooms(new LiveKitClient(
                adapter(provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName)),
                options(provider),
                time,
                wallClock?.Invoke(provider) ?? time));
        });
        return services;
    }
}
