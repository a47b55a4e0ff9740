using MindBot.Gateways.Stripe;
using MindBot.WebFront.Payments;

namespace MindBot.WebFront.Doctor;

/// <summary>Asks Stripe for a payment that cannot exist, by the adapter that the server uses.</summary>
internal static class StripeChecks
{
    private const string Key = "Stripe key", Webhook = "Stripe webhook", NoPayment = "pi_mindbot_doctor";

    public static async IAsyncEnumerable<Finding> Run(StripeOptions? stripe, bool isDevelopment)
    {
        if (stripe is null)
        {
            yield return Finding.Ok("Stripe", "Development: simulated inside the server, because STRIPE_SECRET_KEY is not set");
            yield break;
        }

        yield return await Ask(stripe) ?? Mode(stripe.SecretKey, isDevelopment);
        yield return stripe.WebhookSecrets.All(secret => secret.StartsWith("whsec_", StringComparison.Ordinal))
            ? Finding.Ok(Webhook, $"STRIPE_WEBHOOK_SECRET is set; Stripe's events go to {StripeWebhookEndpoints.Path}")
            : Finding.Warn(Webhook, "STRIPE_WEBHOOK_SECRET does not begin with whsec_",
                $"Take the signing secret of the webhook endpoint whose URL ends in {StripeWebhookEndpoints.Path}.");
    }

    /// <returns>Null when Stripe accepted the key.</returns>
    private static async Task<Finding?> Ask(StripeOptions stripe)
    {
        var patience = new StripeOptions
        {
            SecretKey = stripe.SecretKey,
            WebhookSecrets = stripe.WebhookSecrets,
            ApiBase = stripe.ApiBase,
            MaxRetries = 0,
        };
        await using var services = new ServiceCollection().AddStripeGateway(_ => patience).BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IPaymentGateway>().RetrievePaymentIntent(NoPayment);
            return null;
        }
        catch (PaymentGatewayUnavailable silent)
        {
            return Finding.Fail(Key, silent.Message, "Let this machine reach Stripe, or correct STRIPE_API_BASE.");
        }
        catch (PaymentGatewayException refused)
        {
            return Finding.Fail(Key, $"Stripe refuses STRIPE_SECRET_KEY ({refused.StatusCode})",
                "Set it to your account's secret key, or to a restricted one that may write PaymentIntents.");
        }
    }

    private static Finding Mode(string key, bool isDevelopment) => key switch
    {
        _ when key.Contains("_live_", StringComparison.Ordinal) => isDevelopment
            ? Finding.Warn(Key, "accepted, live mode in Development: real cards are charged", "Use the account's test key here.")
            : Finding.Ok(Key, "accepted, live mode"),
        _ when key.Contains("_test_", StringComparison.Ordinal) => isDevelopment
            ? Finding.Ok(Key, "accepted, test mode")
            : Finding.Warn(Key, "accepted, test mode: nobody pays", "Use the account's live key when it is to earn money."),
        _ => Finding.Warn(Key, "accepted, but neither a test nor a live key by its prefix", "See to it that it is your account's."),
    };
}
