using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MindBot.Simulators.Stripe.Http;
using MindBot.Simulators.Stripe.Webhooks;

namespace MindBot.Simulators.Stripe;

public static class StripeSimulatorExtensions
{
    /// <summary>
    /// Registers <see cref="StripeSimulator"/>. It posts its events to <see cref="StripeSimulatorOptions.WebhookTarget"/>, unless an
    /// <see cref="IStripeWebhookSender"/> is registered.
    /// </summary>
    public static IServiceCollection AddStripeSimulator(this IServiceCollection services, Func<IServiceProvider, StripeSimulatorOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var (made, time) = (options(provider), provider.GetRequiredService<TimeProvider>());
            var sender = provider.GetService<IStripeWebhookSender>() ?? (made.WebhookTarget is { } target ? new HttpWebhookSender(target, time) : null);
            return new StripeSimulator(made, time, sender, provider.GetService<ILogger<StripeSimulator>>());
        });
        services.AddSingleton<StripeEndpoint>();
        return services;
    }

    /// <summary>
    /// Mounts the simulated API: <c>{prefix}/v1/…</c> as Stripe has it, and for development <c>{prefix}/simulate/…</c>. It has keys of its
    /// own, so the application's authorization stays out.
    /// </summary>
    public static IEndpointConventionBuilder MapStripeSimulator(this IEndpointRouteBuilder app, string prefix)
    {
        var endpoint = app.ServiceProvider.GetRequiredService<StripeEndpoint>();
        var group = app.MapGroup(prefix);
        group.Map("/v1/{**rest}", endpoint.Run);
        group.Map("/simulate/{**rest}", endpoint.Run);
        return group.AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }
}
