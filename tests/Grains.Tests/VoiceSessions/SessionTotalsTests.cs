using System.Text.Json.Nodes;
using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

/// <summary>Totals are those of the sessions in the log, whatever is repeated, comes out otherwise, or is cut off.</summary>
public class SessionTotalsTests
{
    private static readonly SessionPersona Oak = new("professor-oak-tutor", "Professor Oak", "education", 800, DiscountPercent: 50);

    [Fact]
    public async Task A_session_that_comes_out_otherwise_counts_as_it_came_out_last()
    {
        await using var backend = await Backend.StartAsync();
        var cancelled = Talk(backend, "s", 0) with { Status = "cancelled" };
        await backend.Log("user").Add(cancelled);
        await Agree(backend);
        for (var repeat = 0; repeat < 2; repeat++) await backend.Log("user").Add(Talk(backend, "s", 60));
        await Agree(backend);
        await backend.Log("user").Confirm("s");
        await Agree(backend);
        Assert.Equal(60_000, (await backend.Log("user").GetTotals()).ElapsedMs);
        backend.Crash();
        await backend.StartAgainAsync();
        await Agree(backend);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_of_a_changed_outcome_and_a_repeat_count_it_once(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            await backend.Log("user").Add(Talk(backend, "first", 10));
            await backend.Log("user").Add(Talk(backend, "s", 0) with { Status = "cancelled" });
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Log("user").Add(Talk(backend, "s", 60)));
            if (!backend.IsDown)
            {
                Assert.Equal(3, write);
                return;
            }

            await backend.StartAgainAsync();
            await backend.Log("user").Add(Talk(backend, "s", 60));
            await Agree(backend);
            Assert.Equal(70_000, (await backend.Log("user").GetTotals()).ElapsedMs);
        }
    }

    [Fact]
    public async Task A_log_from_before_there_were_totals_is_added_up_once_and_keeps_them()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 1; i <= 120; i++)
        {
            await backend.Log("user").Add(Talk(backend, $"s{i}", i));
            if (i < 120) await backend.Log("user").Confirm($"s{i}");
        }

        var before = await backend.Log("user").GetTotals();
        await ForgetTotals(backend);
        Assert.Equal(Text(before), Text(await backend.Log("user").GetTotals()));
        await backend.Log("user").Add(Talk(backend, "s120", 121));
        await Agree(backend);

        // Kept: another activation need not look at the pages.
        await backend.StopAsync();
        await backend.StartAgainAsync();
        Assert.Equal(before.Sessions, (await backend.Log("user").GetTotals()).Sessions);
        Assert.Equal(0, backend.Storage.Reads.Count(name => name == "sessionLogPage"));
    }

    [Fact]
    public async Task Wrong_totals_are_put_right_by_adding_up_anew()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Log("user").Add(Talk(backend, "s", 60));
        var right = await backend.Log("user").GetTotals();
        backend.Crash();
        var state = JsonNode.Parse(backend.Stored<ISessionLogGrain>("user", "sessionLog")!)!;
        state["totals"] = JsonNode.Parse("""{"sessions":7,"chargedMicros":5}""");
        backend.Replace<ISessionLogGrain>("user", "sessionLog", state.ToJsonString());
        await backend.StartAgainAsync();
        Assert.Equal(8, (await backend.Log("user").GetTotals()).Sessions);
        Assert.Equal(Text(right), Text(await backend.Log("user").RebuildTotals()));
        backend.Crash();
        await backend.StartAgainAsync();
        await Agree(backend);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task However_a_life_goes_its_totals_are_those_of_its_sessions(int seed)
    {
        var random = new Random(seed);
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(2));
        SessionPersona?[] personas = [null, Oak, Oak with { DiscountPercent = 0 }, new("zen-master", "Zen Master", "wellness", 1300)];
        for (var step = 0; step < 40; step++)
        {
            var id = $"s{random.Next(15)}";
            var persona = personas[random.Next(personas.Length)];
            switch (random.Next(9))
            {
                case 0 or 1 or 2:
                    await Callers.Answered(backend.Session(user, id).Start(new SessionTerms($"room{random.Next(3)}", persona?.MultiplierPermille, Persona: persona)));
                    break;
                case 3:
                    await Callers.Answered(backend.Session(user, id).Prepare(new SessionTerms($"room{random.Next(3)}", Persona: persona)));
                    break;
                case 4 or 5:
                    await Callers.Answered(backend.Session(user, id).End(random.Next(2) == 0 ? null : random.Next(100_000)));
                    break;
                case 6:
                    backend.Shared.FailWrite(random.Next(1, 5), (StorageFault)random.Next(2));
                    break;
                case 7:
                    backend.CrashAtWrite(random.Next(1, 5), random.Next(2) == 0);
                    break;
                case 8:
                    if (random.Next(2) == 0) await backend.StopAsync();
                    else backend.Crash();
                    break;
            }

            await backend.AdvanceAsync(Ms(random.Next(1, 120_000)));
            if (backend.IsDown) await backend.StartAgainAsync(Seconds(random.Next(90)));
        }

        backend.Crash();
        await backend.StartAgainAsync();
        await backend.AdvanceAsync(Hours(6));
        await Books.Balance(backend, user);
        var kept = await backend.Log(user).GetTotals();
        Assert.Equal(Text(kept), Text(await backend.Log(user).RebuildTotals()));
        Assert.Equal(
            kept.ChargedMicros, -(await Books.AllLines(backend, user)).Where(line => line.Kind == "consumption").Sum(line => line.Micros));
    }

    public static TheoryData<int> Seeds() => Tests.Seeds.UpTo(20);

    private static FinishedSession Talk(Backend backend, string id, int seconds) => new(
        0, id, "room", "completed", "client_ended", backend.Now, backend.Now, seconds * 1000L, seconds * 400_000L, Oak);

    private static async Task Agree(Backend backend)
    {
        var kept = await backend.Log("user").GetTotals();
        await Books.Totals(backend, "user", await backend.Log("user").Read(200, null));
        Assert.Equal(Text(kept), Text(await backend.Log("user").RebuildTotals()));
    }

    private static async Task ForgetTotals(Backend backend)
    {
        backend.Crash();
        var state = JsonNode.Parse(backend.Stored<ISessionLogGrain>("user", "sessionLog")!)!.AsObject();
        Assert.True(state.Remove("totals"));
        state.Remove("unsettled");
        backend.Replace<ISessionLogGrain>("user", "sessionLog", state.ToJsonString());
        await backend.StartAgainAsync();
    }

    private static string Text(SessionTotals totals) => string.Join('\n', [
        $"{totals.Sessions} {totals.Completed} {totals.ElapsedMs} {totals.ChargedMicros} {totals.SavedMicros}",
        .. totals.Personas.OrderBy(use => use.Key, StringComparer.Ordinal).Select(use => $"{use.Key} {use.Value}"),
        .. totals.Months.OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => $"{month.Key} {month.Value}")]);
}
