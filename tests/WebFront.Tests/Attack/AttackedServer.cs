using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Security;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>A server with all that is worth attacking: an operators' key, secrets of its own, and a user who has something to lose.</summary>
public sealed class AttackedServer : IAsyncLifetime
{
    private const string LiveKitSecret = "livekit-secret-0123456789abcdef0123456789";

    public FrontServer Server { get; private set; } = null!;

    public Victim Victim { get; private set; } = null!;

    public IReadOnlyList<ServedOperation> Operations { get; private set; } = [];

    /// <summary>What no answer may hold.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Server = await FrontServer.StartAnother(
            null, "--MINDBOT_ADMIN_KEY", AdminServer.Key, "--LIVEKIT_API_KEY", "APIattacked", "--LIVEKIT_API_SECRET", LiveKitSecret,
            "--MINDBOT_LIMIT_PASSWORD_RESETS", "100000", "--MINDBOT_LIMIT_WRONG_PASSWORDS", "100000", "--MINDBOT_LIMIT_UNKNOWN_CODES", "100000");
        Server.IsUnderAttack = true;
        Victim = await Victim.New(Server);
        Operations = await ServedOperation.All(Server);
        var stripe = Server.Services.GetRequiredService<StripeOptions>();
        Secrets =
        [
            AdminServer.Key, LiveKitSecret, stripe.SecretKey, .. stripe.WebhookSecrets, Victim.Password,
            Encoding.UTF8.GetString(Server.Services.GetRequiredService<AuthKey>().SecurityKey.Key),
        ];
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    public Task<HttpResponseMessage> AsOperator(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("X-Admin-Key", AdminServer.Key);
        request.Headers.TryAddWithoutValidation("X-Operator", "olga");
        return Server.Anonymous.SendAsync(request);
    }

    /// <summary>As the document's example, but for what is given: parameters of the address, or fields of the body.</summary>
    /// <param name="slug">The persona of the address, unless it is given.</param>
    public Task<HttpResponseMessage> Send(ApiUser user, string operation, IReadOnlyDictionary<string, string> given, string? slug = null)
    {
        var called = Operations.Single(one => one.Name == operation);
        var request = new HttpRequestMessage(new HttpMethod(called.Method), called.PathWith(name => given.GetValueOrDefault(name) ?? slug ?? "none"));
        if (called.Name == "POST /personas/{slug}/rate") request.RequestUri = new Uri(request.RequestUri + "?rating=5", UriKind.Relative);
        if (called.Example is not { } example) return user.Http.SendAsync(request);
        var body = JsonNode.Parse(example)!;
        foreach (var (name, value) in given.Where(field => called.BodyFields.Contains(field.Key))) body[name] = value;
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, called.ContentType!);
        return user.Http.SendAsync(request);
    }

    /// <summary>No rule is broken in this user's wallet.</summary>
    public async Task AssertSound(string userId)
    {
        var audit = await AsOperator(new HttpRequestMessage(HttpMethod.Get, $"/admin/audit?user_id={userId}")).Ok();
        Assert.Empty(audit.GetProperty("audited").GetProperty("violations").EnumerateArray());
    }
}

[CollectionDefinition(Name)]
public sealed class AttackCollection : ICollectionFixture<AttackedServer>
{
    public const string Name = "attack";
}
