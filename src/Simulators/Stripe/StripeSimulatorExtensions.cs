using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Webhooks;

namespace MindBot.Simulators.Stripe;

public static class StripeSimulatorExtensions
{
    /// <summary>Registers <see cref="StripeSimulator"/> and the background service that delivers its webhooks.</summary>
    public static IServiceCollection AddStripeSimulator(this IServiceCollection services, Func<IServiceProvider, StripeSimulatorOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new StripeSimulator(options(provider)));
        services.AddSingleton<StripePipeline>();
        services.AddHostedService<WebhookSender>();
        return services;
    }

    /// <summary>Mounts the simulated API: <c>{prefix}/v1/…</c>. It has keys of its own, so the application's authorization stays out.</summary>
    public static IEndpointConventionBuilder MapStripeSimulator(this IEndpointRouteBuilder app, string prefix)
    {
        var stripe = app.ServiceProvider.GetRequiredService<StripeSimulator>();
        var pipeline = app.ServiceProvider.GetRequiredService<StripePipeline>();
        var group = app.MapGroup(prefix);

        var (intents, events) = (stripe.PaymentIntents, stripe.Events);
        Map(group.MapPost, "/v1/payment_intents", intents.Create);
        Map(group.MapGet, "/v1/payment_intents", intents.List);
        Map(group.MapGet, "/v1/payment_intents/{id}", intents.Retrieve, inBrowser: true);
        Map(group.MapPost, "/v1/payment_intents/{id}", intents.Update);
        Map(group.MapPost, "/v1/payment_intents/{id}/confirm", intents.Confirm, inBrowser: true);
        Map(group.MapPost, "/v1/payment_intents/{id}/cancel", intents.Cancel);
        Map(group.MapGet, "/v1/events", events.List);
        Map(group.MapGet, "/v1/events/{id}", events.Retrieve);
        Map(group.MapPost, "/v1/payment_intents/{id}/authenticate", intents.Authenticate, inBrowser: true);
        group.Map("/v1/{**rest}", http => pipeline.Run(http, call => throw new StripeApiError(404,
            $"Unrecognized request URL ({call.Method}: {call.Path}).")));
        return group.AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

        void Map(Func<string, RequestDelegate, IEndpointConventionBuilder> map, string path, Func<StripeCall, StripeReply> handle, bool inBrowser = false) =>
            map(path, http => pipeline.Run(http, handle, inBrowser));
    }
}
