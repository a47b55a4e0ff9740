using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using MindBot.Simulators.Stripe;

namespace MindBot.Gateways.Tests.Support;

/// <summary>
/// A server on loopback with the simulator, a webhook receiver and the real adapter, put together as the product does it: the
/// adapter and the webhooks learn the address only once the server listens.
/// </summary>
public sealed class StripeServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private StripeServer(WebApplication app, string prefix)
    {
        this.app = app;
        ApiBase = new Uri(app.Urls.Single() + prefix);
    }

    public Uri ApiBase { get; }
    public WebhookInbox Inbox => app.Services.GetRequiredService<WebhookInbox>();
    public IPaymentGateway Gateway => app.Services.GetRequiredService<IPaymentGateway>();
    public StripeSimulator Simulator => app.Services.GetRequiredService<StripeSimulator>();
    public LogCollector Logs => app.Services.GetRequiredService<LogCollector>();
    public StripeFaults Faults => Simulator.Faults;

    /// <param name="adapter">The build's own when null.</param>
    public static async Task<StripeServer> Start(
        TimeProvider? time = null, string? folder = null, string prefix = "/dev/stripe", int maxWebhookAttempts = 3,
        string secretKey = "sk_test_mindbot_simulator", int maxObjects = 1000, StripeAdapterUnderTest? adapter = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var logs = new LogCollector();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<WebhookInbox>();

        WebApplication? app = null;
        Uri? Address(string path) => app!.Urls.FirstOrDefault(url => !url.EndsWith(":0", StringComparison.Ordinal)) is { } url ? new Uri(url + path) : null;
        builder.Services.AddStripeSimulator(_ => new StripeSimulatorOptions
        {
            Folder = folder,
            MaxObjects = maxObjects,
            MaxWebhookAttempts = maxWebhookAttempts,
            ApiBase = () => Address(prefix),
            WebhookTarget = () => Address("/hook"),
        });
        builder.Services.AddStripeGateway(provider => new StripeOptions
        {
            SecretKey = secretKey,
            WebhookSecrets = [provider.GetRequiredService<StripeSimulator>().Options.WebhookSecret],
            ApiBase = () => Address(prefix),
        }, adapter?.Make ?? StripeAdapter.OfThisBuild);

        app = builder.Build();
        app.MapStripeSimulator(prefix);
        app.MapPost("/hook", async (HttpRequest request, WebhookInbox inbox) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.StatusCode((int)inbox.Receive(body.ToArray(), request.Headers["Stripe-Signature"].ToString()));
        });
        await app.StartAsync();
        return new StripeServer(app, prefix);
    }

    /// <summary>A request of the test's own, past the adapter.</summary>
    public async Task<RawAnswer> Send(
        HttpMethod method, string path, string form = "", string? key = "sk_test_mindbot_simulator", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, ApiBase.AbsoluteUri.TrimEnd('/') + path);
        if (key is not null) request.Headers.Add("Authorization", $"Bearer {key}");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (method == HttpMethod.Post) request.Content = new StringContent(form, null, "application/x-www-form-urlencoded");
        using var response = await http.SendAsync(request);
        return await RawAnswer.Of(response);
    }

    public Task<RawAnswer> Post(string path, string form = "", params (string, string)[] headers) =>
        Send(HttpMethod.Post, path, form, headers: headers);

    public Task<RawAnswer> Get(string path) => Send(HttpMethod.Get, path);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
