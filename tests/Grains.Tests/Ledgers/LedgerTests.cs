using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Wallets;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Ledgers;

public class LedgerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(200)]
    public async Task Hundreds_of_entries_are_read_page_by_page_newest_first_without_gap_or_repeat(int pageSize)
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 260; i++) await backend.Credit("user", Seconds(1));
        await backend.IdleAsync();
        var lines = await Books.AllLines(backend, "user", pageSize);
        Assert.Equal(Enumerable.Range(1, 260).Reverse().Select(i => $"tcrd_{i:00}"), lines.Select(line => line.CardId));
        Assert.Equal(Enumerable.Range(1, 260).Reverse().Select(i => (long)i), lines.Select(line => line.Number));

        var extract = await backend.Ledger("user").Read(5, 103);
        Assert.Equal([102L, 101, 100, 99, 98], extract.Entries.Select(line => line.Number).ToArray());
        Assert.Equal(260, extract.LastEntry);
        Assert.Empty((await backend.Ledger("user").Read(5, 1)).Entries.AsEnumerable());
        Assert.Empty((await backend.Ledger("user").Read(0, null)).Entries.AsEnumerable());
        Assert.Empty((await backend.Ledger("nobody").Read(5, null)).Entries.AsEnumerable());
    }

    [Fact]
    public async Task The_sums_agree_at_every_moment_of_live_sessions()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(6));
        await backend.Begin(user, "a", "kitchen", rate: 333);
        await backend.Begin(user, "b", "garden", rate: 1700);
        for (var i = 1; i <= 30; i++)
        {
            await backend.AdvanceAsync(Ms(i * 997));
            await Books.Balance(backend, user);
            if (i == 8) await backend.Begin(user, "c", "kitchen", rate: 50);
            if (i == 12) await backend.Credit(user, Minutes(1));
            if (i == 17) await backend.Finish(user, "c", Minutes(3));
            if (i == 20) backend.Crash();
            if (backend.IsDown) await backend.StartAgainAsync(Seconds(3));
        }

        await backend.AdvanceAsync(Minutes(10));
        await Books.Balance(backend, user);
        Assert.Equal(0, await backend.Balance(user));
    }

    [Fact]
    public async Task Entries_leave_the_wallet_once_the_ledger_has_them()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 20; i++) await backend.Credit("user", Seconds(1));
        await backend.IdleAsync();
        await backend.Credit("user", Seconds(1));
        // Only what the last write made may still be there: acknowledging rides on the next write.
        Assert.Equal(1, backend.Stored<IWalletGrain>("user", "wallet")!.Split("\"number\":").Length - 1);
        Assert.Equal(21, (await Books.AllLines(backend, "user")).Count);
    }

    [Fact]
    public async Task Pulling_again_and_again_changes_nothing()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(6));
        await backend.IdleAsync();
        backend.Storage.Writes.Clear();
        var before = await Books.AllLines(backend, user);
        for (var i = 0; i < 10; i++) await backend.Ledger(user).Pull();
        await backend.IdleAsync();
        Assert.Equal(before, await Books.AllLines(backend, user));
        Assert.Empty(backend.Storage.Writes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_of_the_ledger_loses_and_repeats_no_entry(bool afterWrite)
    {
        for (var write = 1; write <= 9; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            var credited = 0;
            for (var i = 0; i < 3 && !backend.IsDown; i++)
            {
                if (await Callers.Answered(backend.Credit("user", Seconds(1)))) credited++;
                await backend.IdleAsync();
            }

            if (!backend.IsDown) backend.Crash();
            await backend.StartAgainAsync();
            Assert.InRange((await Books.AllLines(backend, "user")).Count, credited, credited + 1);
            await Books.Balance(backend, "user");
        }
    }

    [Fact]
    public async Task An_outage_of_the_ledger_holds_up_nobody_and_is_caught_up_on()
    {
        await using var backend = await Backend.StartAsync();
        backend.Storage.Fails = state => state.StartsWith("ledger", StringComparison.Ordinal);
        var user = await backend.UserWith(Hours(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(1));
        await backend.Finish(user);
        Assert.False(await Callers.Answered(backend.Ledger(user).Read(50, null)));
        backend.Storage.Fails = null;
        Assert.Equal(["consumption", "credit"], (await Books.AllLines(backend, user)).Select(line => line.Kind));
        await Books.Balance(backend, user);
    }
}
