using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>A server as in Production with no setting that is not required. Nobody is at the addresses that it must have.</summary>
public sealed class ProductionServer : IAsyncLifetime
{
    public FrontServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await FrontServer.StartAnother(
        null, "--environment", "Production", "--MINDBOT_CORS_ORIGINS", "", "--MINDBOT_AUTH_KEY", "auth-0123456789abcdef0123456789abcdef",
        "--LIVEKIT_URL", "ws://127.0.0.1:9", "--LIVEKIT_API_KEY", "APIproduction", "--LIVEKIT_API_SECRET", "livekit-0123456789abcdef0123456789abcdef",
        "--STRIPE_SECRET_KEY", "sk_test_nobody", "--STRIPE_WEBHOOK_SECRET", "whsec_nobody", "--STRIPE_API_BASE", "http://127.0.0.1:9",
        "--Logging:LogLevel:Default", "None");

    public Task DisposeAsync() => Server.DisposeAsync();
}
