using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

/// <summary>A server with an operators' key, and what operators and the simulated Stripe's holders do there.</summary>
public sealed class AdminServer : IAsyncLifetime
{
    public const string Key = "operators-key-0123456789abcdef0123456789";

    private readonly Action<IServiceCollection>? configure;
    private int orders;

    public AdminServer()
    {
    }

    private AdminServer(Action<IServiceCollection> configure) => this.configure = configure;

    public FrontServer Server { get; private set; } = null!;

    /// <summary>One with services of its own.</summary>
    public static AdminServer With(Action<IServiceCollection> configure) => new(configure);

    public async Task InitializeAsync() => Server = await FrontServer.StartAnother(configure, "--MINDBOT_ADMIN_KEY", Key);

    public Task DisposeAsync() => Server.DisposeAsync();

    /// <summary>As an operator does it; what is given replaces a header, and null leaves it out.</summary>
    public Task<HttpResponseMessage> Post(string path, object body, string? order = "", string? key = Key, string? name = "olga")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        return Send(request, key, name, order is "" ? $"order-{Interlocked.Increment(ref orders)}" : order);
    }

    public Task<HttpResponseMessage> Get(string path, string? key = Key, string? name = "olga") =>
        Send(new HttpRequestMessage(HttpMethod.Get, path), key, name, order: null);

    public Task<HttpResponseMessage> Refund(string card, long? cents = null, string order = "") =>
        Post($"/admin/time-cards/{card}/refund", new { amount_cents = cents, reason = "asked for it" }, order);

    /// <summary>A control of the simulated Stripe's.</summary>
    public async Task<JsonElement> Simulate(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/dev/stripe/simulate/{path}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Server.Services.GetRequiredService<StripeOptions>().SecretKey);
        return await Server.Anonymous.SendAsync(request).Ok();
    }

    public async Task<string> Dispute(JsonElement purchase, string reason = "fraudulent") =>
        (await Simulate("disputes", new { payment_intent = purchase.Text("payment_intent_id"), reason })).Text("id");

    public Task Decide(string dispute, string status) => Simulate($"disputes/{dispute}/close", new { status });

    /// <summary>A purchase of an hour for 999 cents.</summary>
    public static Task<JsonElement> Buy(ApiUser user, string method = "pm_card_visa", bool gift = false) =>
        user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = method, gift }).Ok();

    private Task<HttpResponseMessage> Send(HttpRequestMessage request, string? key, string? name, string? order)
    {
        if (key is not null) request.Headers.TryAddWithoutValidation("X-Admin-Key", key);
        if (name is not null) request.Headers.TryAddWithoutValidation("X-Operator", name);
        if (order is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", order);
        return Server.Anonymous.SendAsync(request);
    }
}
