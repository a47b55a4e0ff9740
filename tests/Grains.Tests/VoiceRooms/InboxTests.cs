using MindBot.EmbeddedSilo.Testing;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Grains.Metering;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using Orleans.Runtime;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>The room keeps what LiveKit tells, whatever happens to storage, sessions or the process.</summary>
public class InboxTests
{
    [Theory]
    [InlineData(StorageFault.BeforeWrite, true, false)]
    [InlineData(StorageFault.AfterWrite, true, false)]
    [InlineData(StorageFault.AfterWrite, true, true)]
    [InlineData(StorageFault.AfterWrite, false, false)]
    public async Task An_event_whose_write_fails_is_refused_and_its_repeat_counts_once(StorageFault fault, bool isRepeated, bool isUnreadable)
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.At(10);
        var joined = story.LiveKit.Joined(story.JoinsUnheard());
        backend.Shared.FailWrite(1, fault);
        if (isUnreadable) backend.Shared.FailReads();
        await Assert.ThrowsAnyAsync<OrleansException>(() => backend.Room(Story.Room).Receive(joined));
        if (isUnreadable) await Assert.ThrowsAnyAsync<OrleansException>(() => backend.Room(Story.Room).Receive(joined));
        if (isRepeated) await story.Hears(joined);
        // Before LiveKit is asked.
        await story.At(20);
        Assert.Equal(("active", 10_000L), (await story.Status(), await story.ChargedMs()));

        backend.Shared.FailWrite(1, fault);
        var left = story.LeavesUnheard(story.LiveKit.Visits(Story.Room).Single());
        await Assert.ThrowsAnyAsync<OrleansException>(() => backend.Room(Story.Room).Receive(left));
        if (isRepeated) await story.Hears(left);
        await story.Passes(60);
        await story.IsOver(10_000, "left");
        await Books.Balance(backend, story.User);
    }

    /// <summary>The event of a leave is lost. LiveKit's answer that the connection is gone cannot be stored, and comes again later.</summary>
    [Fact]
    public async Task Who_was_missed_when_nothing_could_be_stored_is_not_taken_as_seen_then()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.At(10);
        var first = await story.Joins();
        await story.At(35);
        story.LeavesUnheard(first);
        story.LiveKit.IsDown = true;
        await story.At(45);
        var second = await story.Joins();
        await story.At(50);
        story.LiveKit.IsDown = false;
        // With somebody else there the numbers do not agree, so that LiveKit is asked by name.
        var other = await story.Another();
        other.JoinsUnheard();
        backend.Storage.Fails = state => state == "voiceSession";
        await story.At(65);
        backend.Storage.Fails = _ => false;
        await story.At(95);
        await story.Leaves(second);
        await story.Passes(60);
        // Seen by name at 30 s, when the others were asked; then from 45 s to 95 s.
        await story.IsOver(20_000 + 50_000, "left");
        await Books.Balance(backend, story.User);
    }

    [Fact]
    public async Task Two_hundred_events_wait_for_a_session_and_the_next_is_told_to_come_again()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.At(10);
        var first = await story.Joins();
        await story.At(20);
        backend.Storage.Fails = state => state == "voiceSession";
        await story.Hears(story.LeavesUnheard(first));
        for (var i = 1; i < 200; i++)
        {
            var visit = story.JoinsUnheard();
            await backend.Room(Story.Room).Receive(i % 2 == 0 ? story.LiveKit.Joined(visit) : story.LeavesUnheard(visit));
            if (i % 2 == 0) story.LeavesUnheard(visit);
        }

        var last = story.JoinsUnheard();
        await Assert.ThrowsAnyAsync<OrleansException>(() => backend.Room(Story.Room).Receive(story.LiveKit.Joined(last)));
        backend.Storage.Fails = null;
        await story.Passes(20);
        await story.HearsOfJoin(last);
        await story.At(120);
        await story.Leaves(last);
        await story.Passes(100);
        Assert.Equal("left", (await backend.Look(story.User, story.Id)).EndReason);
        await story.NobodyTalksForFree();
        await Books.Balance(backend, story.User);
    }

    [Fact]
    public async Task Events_of_rooms_that_nobody_holds_leave_nothing_behind()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 300; i++)
        {
            var room = $"room_{i % 60}";
            var visit = backend.LiveKit.Join($"stranger_{i}", room);
            RoomEvent[] events = [backend.LiveKit.Leave(visit), backend.LiveKit.Abort(visit), backend.LiveKit.Finish(room)];
            await backend.Room(room).Receive(events[i % 3]);
        }

        Assert.DoesNotContain("voiceRoom", backend.Storage.Writes);
        await LeavesNothingBehind(backend, Enumerable.Range(0, 60).Select(i => $"room_{i}"));
    }

    [EmbeddedFact(EmbeddedFactAttribute.IdleGrains)]
    public async Task Strangers_in_rooms_that_nobody_holds_are_sent_away_and_leave_nothing_behind()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            var room = $"room_{i % 20}";
            await backend.Room(room).Receive(backend.LiveKit.Joined(backend.LiveKit.Join($"stranger_{i}", room)));
        }

        // They come while others are being sent away, so that some are tried twice.
        await backend.AdvanceAsync(Seconds(5));
        Assert.All(Enumerable.Range(0, 20), i => Assert.False(backend.LiveKit.Exists($"room_{i}")));
        await LeavesNothingBehind(backend, Enumerable.Range(0, 20).Select(i => $"room_{i}"));
    }

    [Fact]
    public async Task In_their_lobby_people_only_listen()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        var lobby = RoomNames.LobbyOf(story.User);
        await story.Joins(lobby);
        await story.Passes(60);
        Assert.True(backend.LiveKit.IsPresent(story.User, lobby));
        Assert.Equal(0, story.Removals);
        Assert.Equal(Hours(1).Micros(), await backend.Balance(story.User));
        await LeavesNothingBehind(backend, [lobby]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_no_right_to_be_here_is_sent_away_once_LiveKit_answers_also_after_a_crash(bool crashes)
    {
        await using var backend = await Backend.StartAsync();
        var ada = await Story.Begin(backend);
        var bob = await ada.Another();
        await ada.Prepares();
        await ada.Joins();
        backend.LiveKit.IsDown = true;
        await bob.Joins();
        await ada.Passes(60);
        Assert.True(bob.IsPresent);
        if (crashes) await ada.Crashes(30);
        await ada.Passes(60);
        backend.LiveKit.IsDown = false;
        await ada.Passes(62);
        Assert.False(bob.IsPresent);
        Assert.True(ada.IsPresent);
    }

    [Fact]
    public async Task Who_comes_back_to_a_room_that_their_session_could_not_release_is_sent_away_also_after_a_crash()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        var visit = await story.Joins();
        await story.At(20);
        await story.Leaves(visit);
        await story.At(25);
        backend.Storage.Fails = state => state == "voiceRoom";
        await backend.AdvanceAsync(Seconds(35));
        await story.IsOver(20_000, "left");
        backend.Storage.Fails = null;
        backend.LiveKit.IsDown = true;
        await story.Joins();
        await story.Passes(10);
        await story.Crashes(10);
        backend.LiveKit.IsDown = false;
        await story.Passes(120);
        Assert.False(story.IsPresent);
    }

    [Fact]
    public async Task A_join_that_the_wallet_refuses_is_refused_also_when_the_end_cannot_be_stored_at_first()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        for (var i = 0; i < Opening.MostOpen; i++) await backend.Begin(story.User, $"open{i}", $"room_{i}");
        await story.Prepares();
        backend.Storage.Fails = state => state.StartsWith("sessionLog", StringComparison.Ordinal);
        await story.Joins();
        await story.Passes(5);
        backend.Storage.Fails = null;
        await story.Passes(20);
        await story.IsOver(0, "refused");
        Assert.False(story.IsPresent);
    }

    [Fact]
    public async Task A_refusal_that_could_not_be_stored_before_credit_came_is_not_what_the_log_tells()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend, TimeSpan.FromMicroseconds(500));
        await story.Prepares();
        backend.Storage.Fails = state => state == "voiceSession";
        var visit = await story.Joins();
        await story.Passes(5);
        await story.TopsUp(100);
        backend.Storage.Fails = null;
        await story.At(40);
        await story.Leaves(visit);
        await story.Passes(60);
        Assert.Equal("left", (await backend.Look(story.User, story.Id)).EndReason);
        Assert.Equal("left", Assert.Single(await backend.Log(story.User).Read(10, null)).EndReason);
        await Books.Balance(backend, story.User);
    }

    [Fact]
    public async Task Where_the_watch_list_cannot_be_written_no_session_is_made_and_whoever_joins_is_removed()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        backend.Storage.Fails = state => state == "sessionWatch";
        await Assert.ThrowsAnyAsync<OrleansException>(() => story.Prepares());
        backend.Storage.Fails = null;
        await story.At(10);
        await story.Joins();
        await story.At(20);
        Assert.False(story.IsPresent);
        Assert.Empty((await backend.Wallet(story.User).GetView(signOfLife: false)).Sessions);
    }

    [Fact]
    public async Task After_a_time_without_sessions_LiveKits_list_still_tells_who_joined_unheard()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Ends();
        await story.Passes(Minutes(5));
        var another = Enumerable.Range(1, 10_000).Select(number => $"{number}").First(id => Shard(id) == Shard(story.Id));
        await story.Prepares(another);
        story.JoinsUnheard();
        await story.Passes(31);
        Assert.Equal("active", await story.Status(another));

        string Shard(string id) => ISessionWatchGrain.ShardOf(SessionKey.Of(story.User, id));
    }

    [Fact]
    public async Task An_agent_in_the_room_is_no_reason_to_ask_LiveKit_more_often()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        backend.LiveKit.Join("agent", Story.Room, ParticipantKind.Agent);
        await story.Joins();
        await story.At(31);
        backend.LiveKit.Calls.Clear();
        await story.At(331);
        Assert.Equal(10, backend.LiveKit.Calls.Count(call => call == $"look {Story.Room}"));
    }

    private static async Task LeavesNothingBehind(Backend backend, IEnumerable<string> rooms)
    {
        await backend.AdvanceAsync(Hours(1));
        foreach (var room in rooms) Assert.Null(backend.Stored<IVoiceRoomGrain>(room, "voiceRoom"));
        // A reminder would wake the room, which then reads its state.
        backend.Storage.Reads.Clear();
        await backend.AdvanceAsync(Hours(1));
        Assert.DoesNotContain("voiceRoom", backend.Storage.Reads);
    }
}
