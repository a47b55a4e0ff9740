using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>A server that waits for slow senders as any other does, only not as long.</summary>
public sealed class ImpatientServer : IAsyncLifetime
{
    /// <summary>By then every slow sender has long been cut off, on a busy machine, too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public FrontServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await FrontServer.StartAnother(services => services.Configure<KestrelServerOptions>(kestrel =>
    {
        kestrel.Limits.RequestHeadersTimeout = Longest;
        kestrel.Limits.KeepAliveTimeout = Longest;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(kestrel.Limits.MinRequestBodyDataRate!.BytesPerSecond, Longest);
    }));

    public Task DisposeAsync() => Server.DisposeAsync();
}
