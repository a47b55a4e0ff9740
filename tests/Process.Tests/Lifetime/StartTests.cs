using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Lifetime;

public class StartTests(ITestOutputHelper log)
{
    /// <summary>About three seconds on an idle small machine are meant; a test asserts only that nobody waits forever.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_first_request_is_served_soon_after_the_start()
    {
        using var installation = new Installation();
        using var frontend = new Frontend(installation.Address);
        var server = await installation.Start();
        var ready = ClientClock.Now - server.LaunchedAt;
        await Person.Register(frontend, "ada");
        var registered = ClientClock.Now - server.LaunchedAt;

        log.WriteLine($"ready {ready.TotalSeconds:0.00} s after the launch, somebody registered after {registered.TotalSeconds:0.00} s");
        Assert.InRange(ready, TimeSpan.Zero, LongestStart);
    }
}
