using MindBot.Process.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Lifetime;

public class DemoTests(ITestOutputHelper log)
{
    private static readonly TimeSpan LongestDemo = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_demo_plays_to_its_end_and_its_books_add_up()
    {
        using var installation = new Installation();
        var demo = installation.Run("demo");
        var exitCode = await demo.Exit(LongestDemo);
        log.WriteLine(demo.Output);

        Assert.Equal(0, exitCode);
        Assert.Matches(@"Σ = \d+ µs = the balance", demo.Output);
        Assert.Empty(installation.LeftOver("mindbot-demo-*"));
    }
}
