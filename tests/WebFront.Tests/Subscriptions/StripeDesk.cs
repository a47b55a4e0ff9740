using System.Globalization;
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

    /// <summary>The charge of a subscription's latest invoice.</summary>
    public async Task<JsonElement> Charge(string subscriptionId)
    {
        var invoice = (await Get($"v1/subscriptions/{subscriptionId}")).Text("latest_invoice");
        var payments = (await Get($"v1/invoice_payments?invoice={invoice}&status=paid")).GetProperty("data");
        var intent = payments[0].GetProperty("payment").Text("payment_intent");
        return (await Get($"v1/charges?payment_intent={intent}")).GetProperty("data").EnumerateArray().First(charge => charge.GetProperty("paid").GetBoolean());
    }

    public async Task<string?> DefaultPaymentMethod(string subscriptionId) =>
        (await Get($"v1/subscriptions/{subscriptionId}")).GetProperty("default_payment_method").GetString();

    /// <summary>At Stripe's own desk, where nobody knows our metadata. Null: all of it.</summary>
    public Task Refund(JsonElement charge, long? cents = null) => cents is { } some
        ? Post("v1/refunds", ("charge", charge.Text("id")), ("amount", some.ToString(CultureInfo.InvariantCulture)))
        : Post("v1/refunds", ("charge", charge.Text("id")));

    public async Task<string> Dispute(JsonElement charge, string reason = "fraudulent") =>
        (await http.PostAsync("simulate/disputes", JsonContent.Create(new { payment_intent = charge.Text("payment_intent"), reason })).Ok()).Text("id");

    public Task Decide(string dispute, string status) =>
        http.PostAsync($"simulate/disputes/{dispute}/close", JsonContent.Create(new { status })).Ok();

    public Task Fault(string fault, int count = 1) => http.PostAsync("simulate/faults", JsonContent.Create(new { fault, count })).Ok();

    /// <summary>What Stripe's books say that a customer has paid: captured − refunded − withdrawn.</summary>
    public async Task<decimal> HeldCents(string subscriptionId)
    {
        var customer = (await Get($"v1/subscriptions/{subscriptionId}")).Text("customer");
        var held = 0m;
        foreach (var charge in (await Get($"v1/charges?customer={customer}&limit=100")).GetProperty("data").EnumerateArray())
        {
            if (!charge.GetProperty("paid").GetBoolean()) continue;
            var disputes = (await Get($"v1/disputes?charge={charge.Text("id")}")).GetProperty("data").EnumerateArray()
                .Where(dispute => dispute.Text("status") is "needs_response" or "under_review" or "lost");
            var refunds = (await Get($"v1/refunds?charge={charge.Text("id")}")).GetProperty("data").EnumerateArray()
                .Where(refund => refund.Text("status") is not ("failed" or "canceled"));
            held += charge.Number("amount") - refunds.Sum(refund => refund.Number("amount")) - disputes.Sum(dispute => dispute.Number("amount"));
        }

        return held;
    }

    public Task Advance(TimeSpan by) =>
        http.PostAsync("simulate/clock", JsonContent.Create(new { advance_seconds = (long)by.TotalSeconds })).Ok();

    private async Task<JsonElement> Get(string path) => await http.GetAsync(path).Ok();

    private Task<JsonElement> Post(string path, params (string Name, string Value)[] fields) => http.PostAsync(
        path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))).Ok();
}
