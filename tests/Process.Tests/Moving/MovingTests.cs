using System.Text.RegularExpressions;
using MindBot.Process.Tests.Crashes;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Postgres;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Moving;

/// <summary>A real installation with people who are talking moves from its file to PostgreSQL, and back.</summary>
public sealed class MovingTests(ITestOutputHelper log) : IDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30), LongestRecovery = TimeSpan.FromSeconds(5), LongestMove = TimeSpan.FromSeconds(60);

    private readonly PostgresServer postgres = new();

    public void Dispose() => postgres.Dispose();

    [SkippableFact]
    public async Task After_a_move_every_balance_is_there_and_every_conversation_goes_on()
    {
        string[] settings = ["--MINDBOT_DATABASE", postgres.CreateDatabase()];
        using var installation = new Installation("--Sessions:CheckpointSeconds", "60");
        using var frontend = new Frontend(installation.Address);
        var server = await installation.Start();
        var crowd = await Crowd.Register(frontend, 4);
        // One has talked and is silent now: nothing of theirs may change by a microsecond.
        var silent = crowd.People[0];
        var talk = silent.NewTalk();
        await talk.Start.Complete();
        Assert.True(talk.TryTakeEnd());
        await talk.End.Complete();
        await Task.WhenAll(crowd.People.Skip(1).SelectMany(person => new[] { person.NewTalk(), person.NewTalk() }).Select(live => live.Start.Complete()));
        await Task.Delay(TimeSpan.FromSeconds(1));
        var before = await BalanceOf(silent);

        var archive = Path.Combine(Path.GetDirectoryName(installation.DataFolder)!, "mindbot.archive");
        Assert.Contains("in use by process", await Move(installation, 1, "export", "--data", installation.DataFolder, "--to", archive));

        var outage = await Stop(server);
        crowd.Interrupt(outage);
        var exported = await Move(installation, 0, "export", "--data", installation.DataFolder, "--to", archive);
        var imported = await Move(installation, 0, ["import", "--from", archive, .. settings]);
        Assert.Equal(Sums(exported), Sums(imported));
        Assert.Contains("4 wallets with", exported);
        Assert.Contains("6 metered of 6 open sessions", exported);

        server = await installation.Start(settings);
        outage.EndWith(server);
        var tally = new Tally(allowedLoss: TimeSpan.Zero);
        Assert.Equal(before, await BalanceOf(silent));
        await Recovery.Await(crowd.People, LongestRecovery, tally);
        Assert.Contains("in use", await Move(installation, 1, ["export", "--to", archive + ".back", .. settings]));
        await crowd.EndAll();
        await crowd.CheckBooks(tally);
        Assert.DoesNotContain("warn:", server.Output);

        await Stop(server);
        var back = await Move(installation, 0, ["export", "--to", archive + ".back", .. settings]);
        Assert.Equal(Sums(back), Sums(await Move(installation, 0, "import", "--from", archive + ".back", "--data", installation.DataFolder + ".back")));
        Assert.Contains("0 metered of 0 open sessions", back);
        log.WriteLine($"{exported}\n{back}\n{tally}");
    }

    private static async Task<string> BalanceOf(Person person) => (await person.Get("/time/balance")).Text;

    private static async Task<Outage> Stop(ServerProcess server)
    {
        var began = ClientClock.Now;
        server.Terminate();
        Assert.Equal(0, await server.Exit(LongestStop));
        return new Outage(began, ClientClock.Now);
    }

    private static async Task<string> Move(Installation installation, int exitCode, params string[] arguments)
    {
        var move = installation.Run(arguments);
        Assert.True(await move.Exit(LongestMove) == exitCode, move.Output);
        return move.Output;
    }

    /// <summary>What follows the sentence's colon.</summary>
    private static string Sums(string output) => Regex.Match(output, @"\d+ rows, .*").Value;
}
