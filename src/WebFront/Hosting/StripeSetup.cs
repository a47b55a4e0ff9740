using MindBot.Gateways.Stripe;
using MindBot.Silo.Storage;
using MindBot.Simulators.Stripe;

namespace MindBot.WebFront.Hosting;

/// <summary>The real Stripe, or in Development without a key the simulated one inside this very server. The adapter is the same.</summary>
internal static class StripeSetup
{
    private const string SimulatorPath = "/dev/stripe";

    public static IServiceCollection AddStripe(this IServiceCollection services, FrontSettings settings)
    {
        if (settings.Stripe is { } options) return services.AddStripeGateway(_ => options);

        var secretKey = "sk_test_" + GeneratedSecret.ReadOrCreate(settings.DataFolder, "stripe-simulator.key");
        var webhookSecret = "whsec_" + GeneratedSecret.ReadOrCreate(settings.DataFolder, "stripe-simulator-webhook.key");
        services.AddStripeSimulator(provider =>
        {
            // The simulator's file is in the same folder: whether that can be used, and is free, the storage finds out, and says so.
            provider.GetService<DataStore>();
            var own = provider.GetRequiredService<OwnAddress>();
            return new StripeSimulatorOptions
            {
                SecretKey = secretKey,
                WebhookSecret = webhookSecret,
                WebhookTarget = () => own.Find() is { } address ? new Uri(address, Payments.StripeWebhookEndpoints.Path) : null,
                ApiBase = () => own.Find() is { } address ? new Uri(address, SimulatorPath) : null,
                Folder = Path.Combine(settings.DataFolder, "stripe"),
            };
        });
        return services.AddStripeGateway(provider => new StripeOptions
        {
            SecretKey = secretKey,
            WebhookSecrets = [webhookSecret],
            ApiBase = () => new Uri(provider.GetRequiredService<OwnAddress>().Get(), SimulatorPath),
        });
    }

    public static void MapStripeSimulator(this WebApplication app, FrontSettings settings)
    {
        if (settings.Stripe is null) app.MapStripeSimulator(SimulatorPath);
    }
}
