using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MindBot.Gateways.Stripe;

public static class StripeServiceCollectionExtensions
{
    private const string HttpClientName = "Stripe";

    /// <summary>More than any object that we read has; a longer answer is not Stripe's.</summary>
    private const int MaxAnswerBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Registers <see cref="StripeOptions"/> and <see cref="IPaymentGateway"/>, both for the life of the process.
    /// </summary>
    /// <param name="options">Made on first use and validated then; resolve <see cref="StripeOptions"/> at start to fail early.</param>
    public static IServiceCollection AddStripeGateway(this IServiceCollection services, Func<IServiceProvider, StripeOptions> options) =>
        services.AddStripeGateway(options, StripeAdapter.OfThisBuild);

    internal static IServiceCollection AddStripeGateway(
        this IServiceCollection services, Func<IServiceProvider, StripeOptions> options, StripeAdapter.Make adapter)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var made = options(provider);
            made.Validate();
            return made;
        });
        services.AddHttpClient(HttpClientName, http =>
            {
                // The operation's own limit covers it, retries included.
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
            // Grains keep the gateway for as long as they live; the pooled connections' lifetime follows DNS instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<IPaymentGateway>(provider => Gateway(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
            provider.GetRequiredService<StripeOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            adapter));
        return services;
    }

    internal static IPaymentGateway Gateway(HttpClient http, StripeOptions options, TimeProvider time, StripeAdapter.Make adapter)
    {
        var calls = new StripeCalls(options, time);
        return new StripePaymentGateway(adapter(http, options, calls), calls);
    }
}
