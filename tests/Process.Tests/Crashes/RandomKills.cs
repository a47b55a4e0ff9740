using System.Globalization;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.Crashes;

/// <summary>
/// What the tests of random kills have in common. Twenty rounds, unless <c>MINDBOT_CRASH_ROUNDS</c> says otherwise. <c>MINDBOT_CRASH_SEED</c> sets the seed:
/// the requests and the moments are then the same, though not how far the server has got by then.
/// </summary>
internal static class RandomKills
{
    public const int Sessions = 200, People = 50;

    /// <summary>A checkpoint each second, and a word when sessions have been taken over.</summary>
    public static readonly string[] Settings =
    [
        "--Sessions:CheckpointSeconds", "1",
        "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:MindBot.Silo.Hosting", "Information",
    ];

    public static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(30);

    /// <summary>What an outage may cost a session: a checkpoint interval, and how late a checkpoint may be.</summary>
    public static readonly TimeSpan MostLost = TimeSpan.FromSeconds(1) + Tally.CheckpointLateness;

    public static int Rounds => Setting("MINDBOT_CRASH_ROUNDS") ?? 20;

    public static int Seed => Setting("MINDBOT_CRASH_SEED") ?? Random.Shared.Next(1_000_000);

    /// <param name="twice">The first attempt is killed as well, wherever its start has got to.</param>
    /// <param name="settings">Besides those of the installation.</param>
    public static async Task<ServerProcess> Restart(Installation installation, Outage outage, bool twice, Random random, params string[] settings)
    {
        await Task.Delay(random.Next(200, 600));
        if (twice)
        {
            var first = installation.Launch(more: settings);
            outage.EndWith(first);
            await Task.Delay(random.Next(2_000));
            var again = first.Kill();
            await Task.Delay(100);
            var second = await installation.Start(settings);
            again.EndWith(second);
            outage.GoOn(again);
            await AwaitTakeover(second);
            return second;
        }

        var next = await installation.Start(settings);
        outage.EndWith(next);
        return next;
    }

    /// <summary>
    /// The first attempt may have taken some sessions over already. They show their time without the first outage then, though the
    /// second process has not got to them, and a client cannot see the difference: the server's own word is needed.
    /// </summary>
    private static async Task AwaitTakeover(ServerProcess server)
    {
        var deadline = ClientClock.Now + LongestRecovery;
        while (!server.Output.Contains("sessions that were open when the service stopped", StringComparison.Ordinal))
        {
            Assert.True(ClientClock.Now < deadline, $"The sessions were not taken over.\n{server.Output}");
            await Task.Delay(50);
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
