using MindBot.Cluster.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>Wallets that run empty while the silo that meters them is dead.</summary>
public class ExhaustionTests(ITestOutputHelper log)
{
    private const int Silos = 3, People = 24;

    /// <summary>When the silo dies: all are still talking, and most of what they have is gone.</summary>
    private static readonly TimeSpan UntilKill = TimeSpan.FromSeconds(8), LongestStop = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Every_conversation_is_stopped_at_exactly_zero()
    {
        SlowTests.SkipUnlessWanted();
        using var cluster = await ClusterInstallation.Start(Silos);
        using var frontend = new Frontend(cluster.Address, LongestStop);
        var people = await Task.WhenAll(Enumerable.Range(1, People).Select(number => Person.Register(frontend, $"poor{number}")));
        await Task.WhenAll(people.Select(person => person.BuyLittle().Complete()));
        var talks = people.Select(person => (Person: person, Talk: person.NewTalk())).ToList();
        await Task.WhenAll(talks.Select(one => one.Talk.Start.Complete()));
        await using (var client = await ClusterClient.Connect(cluster.Database))
            log.WriteLine($"sessions by silo: {string.Join(", ", (await client.Sessions()).Values)}");
        var first = talks.Min(one => one.Talk.Start.Answer!.AnsweredAt);
        if (first + UntilKill - ClientClock.Now is { Ticks: > 0 } wait) await Task.Delay(wait);

        cluster.Silos[0].Kill();
        var late = await Task.WhenAll(talks.Select(one => Lateness(one.Person, one.Talk)));

        Array.Sort(late);
        log.WriteLine($"stopped after zero would have been reached without the kill: p50 {late[late.Length / 2].TotalSeconds:0.0} s, max {late[^1].TotalSeconds:0.0} s");
    }

    /// <returns>How much later the client sees the end than it would have come in an undisturbed cluster.</returns>
    private static async Task<TimeSpan> Lateness(Person person, Talk talk)
    {
        var session = await person.AwaitEnd(talk, LongestStop);
        var late = ClientClock.Now - talk.Start.SentAt!.Value - Person.Little;
        Assert.Equal("exhausted", session.GetProperty("end_reason").GetString());
        Assert.Equal((decimal)Person.Little.TotalSeconds, session.GetProperty("duration_seconds").GetDecimal());
        Assert.Equal(0, (await Ledger.Read(person)).Entries.Sum(entry => entry.Micros));
        return late;
    }
}
