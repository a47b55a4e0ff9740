using MindBot.Cluster.Tests.Server;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>
/// What may go wrong in a cluster of three silos under load. After each: every book adds up, no session was settled by two activations, every
/// session goes on, and the time without enforcement is printed (<c>--logger "console;verbosity=detailed"</c>).
/// </summary>
public class FailureTests(ITestOutputHelper log)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20), LongestEnd = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task When_a_silo_is_killed_its_sessions_go_on_elsewhere()
    {
        await using var ordeal = await Ordeal.Begin(log);
        await ordeal.Through("kill -9 of a silo", () => Kill(ordeal, 1));
        await ordeal.End();
    }

    [SkippableFact]
    public async Task A_silo_that_stood_still_settles_nothing_when_it_goes_on()
    {
        SlowTests.SkipUnlessWanted();
        await using var ordeal = await Ordeal.Begin(log);
        var silo = ordeal.Cluster.Silos[0];
        await ordeal.Through("SIGSTOP of a silo", async () =>
        {
            silo.Pause();
            await Task.Delay(Outage);
        });
        await ordeal.Through("SIGCONT", async () =>
        {
            silo.GoOn();
            // It learns that it was given up, and makes room.
            Assert.NotEqual(0, await silo.Exit(LongestEnd));
            ordeal.Cluster.Silos.Remove(silo);
        });
        await ordeal.End();
    }

    [SkippableFact]
    public async Task When_two_of_three_silos_are_killed_the_third_has_all_sessions()
    {
        SlowTests.SkipUnlessWanted();
        await using var ordeal = await Ordeal.Begin(log);
        await ordeal.Through("kill -9 of two silos", () => Kill(ordeal, 2));
        await ordeal.End();
    }

    [SkippableFact]
    public async Task When_PostgreSQL_is_killed_nothing_that_was_answered_is_lost()
    {
        SlowTests.SkipUnlessWanted();
        await using var ordeal = await Ordeal.Begin(log);
        await ordeal.Through("kill -9 of PostgreSQL for 20 s", async () =>
        {
            ordeal.Cluster.Postgres.Kill();
            await Task.Delay(Outage);
            ordeal.Cluster.Postgres.Start();
        });
        await ordeal.AwaitSpread("afterwards");
        await ordeal.End();
    }

    [SkippableFact]
    public async Task With_Orleans_own_storage_the_same_holds()
    {
        SlowTests.SkipUnlessWanted();
        await using var ordeal = await Ordeal.Begin(log, "--MINDBOT_STORAGE=adonet");
        await ordeal.Through("kill -9 of a silo, AdoNet storage", () => Kill(ordeal, 1));
        await ordeal.End();
    }

    private static Task Kill(Ordeal ordeal, int silos)
    {
        foreach (var silo in ordeal.Cluster.Silos.Take(silos).ToList())
        {
            silo.Kill();
            ordeal.Cluster.Silos.Remove(silo);
        }

        return Task.CompletedTask;
    }
}
