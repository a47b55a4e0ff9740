using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class StorageOutageTests
{
    [Theory]
    [InlineData("wallet")]
    [InlineData("voiceSession")]
    [InlineData("")]
    public async Task A_live_session_outlives_a_minute_without_storage_and_nothing_is_charged_twice(string failing)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(40));
        backend.Storage.Reads.Clear();
        backend.Storage.Fails = state => state.StartsWith(failing, StringComparison.Ordinal);
        await backend.AdvanceAsync(Seconds(60));
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Seconds(40));

        // It was there all the time: an activation would have read its state.
        Assert.DoesNotContain("voiceSession", backend.Storage.Reads);
        Assert.Equal("active", await backend.StatusOf(user));
        var ended = await backend.Finish(user);
        Assert.Equal("client_ended", ended.EndReason);
        // What nobody could confirm is free: the outage, the interval before it and the last backoff after it.
        Assert.InRange(ended.ElapsedMs, 140_000 - 60_000 - 15_000 - 15_000, 140_000);
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Who_is_woken_after_an_outage_goes_on_at_once()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(40));
        backend.Storage.Fails = _ => true;
        // By now it waits 15 s from one attempt to the next.
        await backend.AdvanceAsync(Seconds(51));
        backend.Storage.Fails = null;
        await backend.Session(user, "s").Wake();
        await backend.AdvanceAsync(Seconds(40));

        // The last checkpoint was at 30 s.
        Assert.InRange((await backend.Finish(user)).ElapsedMs, 30_000 + 39_000, 30_000 + 40_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sessionLog")]
    [InlineData("voiceSession")]
    public async Task An_end_that_cannot_be_stored_is_retried_without_haste_and_is_stored_once(string failing)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(50));
        var attempts = 0;
        backend.Storage.Fails = state =>
        {
            if (!state.StartsWith(failing, StringComparison.Ordinal)) return false;
            attempts++;
            return true;
        };
        await backend.AdvanceAsync(Seconds(70));
        Assert.InRange(attempts, 3, 60);
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Seconds(60));

        var ended = await backend.Look(user);
        Assert.Equal(("completed", "exhausted"), (ended.Status, ended.EndReason));
        Assert.Single((await backend.Log(user).Read(50, null)).AsEnumerable());
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_pending_session_that_cannot_be_cancelled_is_retried_without_haste()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(1));
        await backend.Session(user, "s").Prepare(new SessionTerms(Callers.Room));
        await backend.AdvanceAsync(Minutes(4.9));
        var attempts = 0;
        backend.Storage.Fails = _ => attempts++ >= 0;
        await backend.AdvanceAsync(Minutes(1));
        Assert.InRange(attempts, 2, 60);
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Seconds(30));
        Assert.Equal("cancelled", await backend.StatusOf(user));
    }

    [Fact]
    public async Task A_pause_that_cannot_be_stored_is_retried_without_haste()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(14.9));
        var attempts = 0;
        backend.Storage.Fails = state =>
        {
            if (state != "voiceSession") return false;
            attempts++;
            return true;
        };
        await backend.AdvanceAsync(Minutes(1));
        Assert.InRange(attempts, 2, 60);
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Seconds(30));
        Assert.Equal("paused", (await backend.Wallet(user).GetView(false)).Sessions.Single().State);
    }

    /// <summary>The outcome of a write may be unknown to the writer: it was stored, but the answer got lost.</summary>
    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task A_single_failed_write_anywhere_in_a_session_changes_what_is_charged_by_no_more_than_an_interval(StorageFault fault)
    {
        for (var write = 1; write <= 14; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Hours(5));
            backend.Shared.FailWrite(write, fault);
            await Callers.Insist(() => backend.Begin(user));
            await backend.AdvanceAsync(Seconds(70));
            await Callers.Insist(() => backend.Finish(user));
            await backend.AdvanceAsync(Seconds(70));

            var ended = await backend.Look(user);
            Assert.Equal("client_ended", ended.EndReason);
            Assert.InRange(ended.ElapsedMs, 70_000 - 16_000, 70_000);
            Assert.Single((await backend.Log(user).Read(50, null)).AsEnumerable());
            Books.Add(ended);
            await Books.Balance(backend, user);
        }
    }

    [Theory]
    [InlineData("sessionWatch")]
    [InlineData("voiceSession")]
    [InlineData("wallet")]
    public async Task A_start_that_could_not_be_stored_holds_no_room_and_can_be_repeated(string failing)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        backend.Storage.Fails = state => state == failing;
        Assert.False(await Callers.Answered(backend.Session(user, "s").Start(new SessionTerms(Callers.Room))));
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Seconds(30));
        Assert.False(await backend.Session(user, "s").IsOpen());
        Assert.Equal(RefusalCodes.SessionNotFound, await backend.StatusOf(user));

        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(30));
        Assert.Equal(30_000, (await backend.Finish(user)).ElapsedMs);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_pending_session_that_missed_its_watch_list_expires_all_the_same()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        backend.Storage.Fails = state => state == "sessionWatch";
        Assert.False(await Callers.Answered(backend.Session(user, "s").Prepare(new SessionTerms(Callers.Room))));
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Minutes(5) + Seconds(1));
        Assert.False(await backend.Session(user, "s").IsOpen());
    }

    [Fact]
    public async Task A_stop_while_the_storage_is_out_of_order_costs_an_interval_at_most()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(44));
        backend.Storage.Fails = _ => true;
        await backend.StopAsync();
        await backend.StartAgainAsync(Minutes(1));
        await backend.AdvanceAsync(Seconds(10));
        Assert.InRange((await backend.Finish(user)).ElapsedMs, 39_000, 54_000);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_session_that_its_wallet_has_forgotten_goes_away_instead_of_asking_for_ever()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(5));
        // A restored backup is older than the session.
        backend.Replace<IWalletGrain>(user, "wallet", "{}");
        await Callers.Answered(backend.Credit(user, Hours(1)));
        await backend.Credit(user, Hours(1));
        await backend.AdvanceAsync(Minutes(1));
        Assert.False(await backend.Session(user, "s").IsOpen());
        Assert.Equal(RefusalCodes.SessionNotFound, await backend.StatusOf(user));
    }

    [Fact]
    public async Task A_look_at_a_session_whose_start_never_reached_the_wallet_finds_nothing()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        backend.Storage.Fails = state => state == "wallet";
        Assert.False(await Callers.Answered(backend.Session(user, "s").Start(new SessionTerms(Callers.Room))));
        backend.Storage.Fails = null;
        Assert.Equal(RefusalCodes.SessionNotFound, (await backend.Session(user, "s").End(null)).Refusal?.Code);
    }
}
