using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Subscriptions;

/// <summary>What buyers do in their browsers and time does at Stripe, at the server's simulated one.</summary>
internal sealed class StripeDesk(FrontServer server)
{
    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri(server.Address, "/dev/stripe/"),
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Bearer", server.Services.GetRequiredService<StripeOptions>().SecretKey),
        },
    };

    /// <summary>The <c>Stripe-Signature</c> of an event.</summary>
    public static string Sign(FrontServer server, string body, string? secret = null, int ageSeconds = 0)
    {
        secret ??= server.Services.GetRequiredService<StripeOptions>().WebhookSecrets[0];
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - ageSeconds;
        return $"t={at},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.{body}")))}";
    }

    /// <summary>As <c>stripe.confirmCardPayment(clientSecret)</c>, with a card or with the one that the payment has already.</summary>
    public Task Confirm(string clientSecret, string? paymentMethod = "pm_card_visa")
    {
        var intent = clientSecret[..clientSecret.IndexOf("_secret", StringComparison.Ordinal)];
        return paymentMethod is null
            ? Post($"v1/payment_intents/{intent}/confirm")
            : Post($"v1/payment_intents/{intent}/confirm", ("payment_method", paymentMethod));
    }

    /// <summary>The customer has no payment method any more, so nothing can be renewed.</summary>
    public async Task LoseCards(string subscriptionId)
    {
        var customer = (await Get($"v1/subscriptions/{subscriptionId}")).Text("customer");
        foreach (var method in (await Get($"v1/payment_methods?customer={customer}")).GetProperty("data").EnumerateArray())
            await Post($"v1/payment_methods/{method.Text("id")}/detach");
    }

    public Task Advance(TimeSpan by) =>
        http.PostAsync("simulate/clock", JsonContent.Create(new { advance_seconds = (long)by.TotalSeconds })).Ok();

    private async Task<JsonElement> Get(string path) => await http.GetAsync(path).Ok();

    private Task<JsonElement> Post(string path, params (string Name, string Value)[] fields) => http.PostAsync(
        path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))).Ok();
}
