using Microsoft.Data.Sqlite;
using MindBot.Process.Tests.Payments;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Disks;

/// <summary>A copy is made while everything goes on, and put back after a kill, as docs/operations.md says.</summary>
public class RestoreTests(ITestOutputHelper log)
{
    [Fact]
    public async Task After_an_older_backup_is_restored_everybody_has_what_they_had_then_and_is_charged_once()
    {
        using var installation = new Installation("--Sessions:CheckpointSeconds", "1");
        using var frontend = new Frontend(installation.Address);
        using var auditor = new Operator(installation.Address);
        var server = await installation.Start(Operator.Settings);
        var crowd = await Crowd.Register(frontend, 6);
        using var buyers = new Buyers(crowd, installation);
        await crowd.StartTalks(12);
        // Nothing of hers happens while the copy is made, so it is known what is in it: a card, and a purchase that is not paid yet.
        var quiet = await Person.Register(frontend, "quiet");
        await quiet.Buy().Complete();
        Assert.True(await buyers.Begin(quiet));
        var before = await Credits(quiet);

        using var stop = new CancellationTokenSource();
        var load = new Load(crowd, 12, seed: 1, clients: 6, stop.Token).Run();
        await Task.Delay(300);
        var backup = installation.DataFolder + ".backup";
        CopyInto(backup, installation);
        await Task.Delay(700);
        await stop.CancelAsync();
        await load;
        var (forgotten, found) = (quiet.Buy(), quiet.Checkouts[0]);
        await forgotten.Complete();
        await buyers.Check();
        Assert.Equal(before.Count + 2, (await Credits(quiet)).Count);

        server.Kill();
        foreach (var file in Directory.GetFiles(installation.DataFolder, "mindbot.db*")) File.Delete(file);
        File.Copy(backup, Path.Combine(installation.DataFolder, "mindbot.db"));
        server = await installation.Start(Operator.Settings);

        string[] expected = [.. before, found.Answer!.Ok.GetProperty("time_card_id").GetString()!];
        await Until(async () => (await Credits(quiet)).Count >= expected.Length && server.Output.Contains("it credits nothing", StringComparison.Ordinal), server);
        Assert.Equal(expected.Order(), (await Credits(quiet)).Order());
        Assert.Contains($"does not match card {forgotten.Answer!.Ok.GetProperty("time_card_id").GetString()}; it credits nothing", server.Output);

        Person[] everybody = [.. crowd.People, quiet];
        await auditor.Audit(everybody);
        var ended = await EndWhatIsOpen(crowd);
        foreach (var person in everybody) await Ledger.Read(person);
        await auditor.Audit(everybody);
        server.Kill();
        log.WriteLine($"{ended} sessions went on after the restore\n{await installation.Verify()}");
    }

    private static void CopyInto(string backup, Installation installation)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(installation.DataFolder, "mindbot.db")};Pooling=False");
        database.Open();
        using var copy = database.CreateCommand();
        copy.CommandText = $"VACUUM INTO '{backup}'";
        copy.ExecuteNonQuery();
    }

    private static async Task<List<string>> Credits(Person person) => [.. (await Ledger.Read(person)).Credits.Select(credit => credit.CardId!)];

    /// <summary>Their keys are of a time that never was, so everybody asks anew.</summary>
    private static async Task<int> EndWhatIsOpen(Crowd crowd)
    {
        var ended = 0;
        foreach (var person in crowd.People)
        {
            var sessions = (await person.Get("/time/sessions?limit=200")).Ok.GetProperty("sessions").EnumerateArray();
            foreach (var open in sessions.Where(session => session.GetProperty("status").GetString() == "active"))
            {
                await person.NewOrder("/time/session/end", new { session_id = open.GetProperty("session_id").GetString() }).Complete();
                ended++;
            }
        }
        return ended;
    }

    private static async Task Until(Func<Task<bool>> holds, ServerProcess server)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await holds()) return;
            await Task.Delay(100);
        }
        Assert.Fail($"Stripe was not caught up with.\n{server.Output}");
    }
}
