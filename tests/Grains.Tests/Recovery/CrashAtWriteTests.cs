using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Recovery;

/// <summary>The process dies at every single write of a session's life, before or after the write is durable.</summary>
public class CrashAtWriteTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_session_whose_start_was_cut_off_goes_on_or_never_was(bool pending, bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Hours(5));
            await backend.IdleAsync();
            if (pending) await backend.Session(user, "s").Prepare(new SessionTerms(Callers.Room));
            await backend.IdleAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Begin(user));
            await backend.IdleAsync();
            if (!backend.IsDown)
            {
                Assert.True(write > (pending ? 2 : 3), "A start has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(Seconds(20));
            var open = await backend.Session(user, "s").IsOpen();
            var metered = (await backend.Wallet(user).GetView(false)).Sessions.Length;
            Assert.Equal(metered, open && !(pending && await backend.StatusOf(user) == "pending") ? 1 : 0);
            Assert.Equal(Hours(5).Micros(), await backend.Balance(user));

            await backend.Begin(user);
            await backend.AdvanceAsync(Seconds(30));
            var ended = await backend.Finish(user);
            Assert.Equal(30_000, ended.ElapsedMs);
            await Books.Balance(backend, user);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_whose_end_was_cut_off_is_ended_or_goes_on_and_is_never_charged_for_the_downtime(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Hours(5));
            await backend.Enter(user, "s", Callers.Room);
            await backend.AdvanceAsync(Seconds(40));
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Finish(user));
            await backend.IdleAsync();
            if (!backend.IsDown)
            {
                Assert.True(write > 4, "An end has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(Seconds(20));
            var ended = await backend.Finish(user);
            Assert.Equal("completed", ended.Status);
            Assert.InRange(ended.ElapsedMs, 30_000, 40_000);
            Assert.Equal(ended.ChargedMicros, Hours(5).Micros() - await backend.Balance(user));
            Assert.Single((await backend.Log(user).Read(50, null)).AsEnumerable());
            Assert.Null(await backend.Room(Callers.Room).FindSession(user));
            Books.Add(ended);
            await Books.Balance(backend, user);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_takeover_that_was_cut_off_leaves_one_session_in_the_room(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Hours(5));
            await backend.Enter(user, "first", "kitchen");
            await backend.AdvanceAsync(Seconds(40));
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Enter(user, "second", "kitchen"));
            await backend.IdleAsync();
            if (!backend.IsDown)
            {
                Assert.True(write > 5, "A takeover has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(Seconds(20));
            Assert.Null(await backend.Enter(user, "second", "kitchen"));
            await backend.AdvanceAsync(Seconds(10));
            Assert.Equal("second", await backend.Room("kitchen").FindSession(user));
            var (first, second) = (await backend.Look(user, "first"), await backend.Finish(user, "second"));
            Assert.Equal(("superseded", 10_000L), (first.EndReason, second.ElapsedMs));
            Assert.InRange(first.ElapsedMs, 30_000, 40_000);
            await Books.Balance(backend, user);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pause_or_its_end_that_was_cut_off_charges_at_most_the_time_and_ends_with_the_session(bool afterWrite)
    {
        for (var write = 1; write <= 6; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Hours(5));
            await backend.Begin(user);
            await backend.AdvanceAsync(Minutes(15) - Ms(1));
            backend.CrashAtWrite(write, afterWrite);
            // Paused for want of a sign of life, then somebody comes back.
            await backend.AdvanceAsync(Seconds(10));
            await Callers.Answered(backend.Session(user, "s").Get());
            await backend.AdvanceAsync(Seconds(40));
            if (!backend.IsDown) backend.Crash();
            await backend.StartAgainAsync(Minutes(2));
            await backend.AdvanceAsync(Minutes(1));

            var ended = await backend.Finish(user);
            Assert.InRange(ended.ElapsedMs, Minutes(14.7).ElapsedMs(), Minutes(19).ElapsedMs());
            Books.Add(ended);
            await Books.Balance(backend, user);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_of_a_whole_call_loses_at_most_the_downtime_and_an_interval(bool afterWrite)
    {
        for (var write = 1; write <= 16; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Seconds(75));
            await backend.IdleAsync();
            backend.CrashAtWrite(write, afterWrite);
            var startedAt = backend.Now;
            await Callers.Answered(backend.Begin(user));
            await backend.AdvanceAsync(Seconds(100));
            if (!backend.IsDown) continue;

            await backend.StartAgainAsync(Seconds(20));
            await backend.AdvanceAsync(Seconds(100));
            if (await backend.Session(user, "s").Get() is { Session: { } session })
            {
                Assert.Equal("exhausted", session.EndReason);
                Assert.True(session.ChargedMicros <= Seconds(75).Micros());
                Assert.All(session.Pieces, piece => Assert.True(piece.From >= startedAt && piece.To <= backend.Now));
                Books.Add(session);
            }

            await Books.Balance(backend, user);
        }
    }
}
