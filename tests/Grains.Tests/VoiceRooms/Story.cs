using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>
/// Tells what one user does in LiveKit and what the backend hears of it. Time passes only where the story says so. The comparison with LiveKit runs
/// at whole multiples of 30 s after the session was made, so every charge is known to the millisecond.
/// </summary>
public sealed class Story(Backend backend, string user)
{
    public const string Room = "kitchen", OtherRoom = "garden";
    private readonly DateTimeOffset beganAt = backend.Now;

    public Backend Backend { get; } = backend;

    public string User { get; } = user;

    public LiveKitWorld LiveKit => Backend.LiveKit;

    /// <summary>The session whose charge and end the story is about. Its watch list takes the last turn of every round.</summary>
    public string Id { get; } = Enumerable.Range(0, int.MaxValue).Select(n => $"s{n}")
        .First(id => ISessionWatchGrain.ShardOf(SessionKey.Of(user, id)) == "255");

    public int Removals => LiveKit.Calls.Count(call => call.StartsWith("remove ", StringComparison.Ordinal));

    public bool IsPresent => LiveKit.IsPresent(User, Room);

    /// <summary>A user with an hour, or as much as <paramref name="credit"/>.</summary>
    public static async Task<Story> Begin(Backend backend, TimeSpan? credit = null) => new(backend, await backend.UserWith(credit ?? Hours(1)));

    /// <summary>Somebody else, with an hour of their own.</summary>
    public async Task<Story> Another() => new(Backend, await Backend.UserWith(Hours(1)));

    /// <summary>Makes a pending session.</summary>
    public async Task Prepares(string? id = null, string room = Room, TimeSpan? limit = null)
    {
        Assert.Null(await Backend.Room(room).Claim(User, id ?? Id));
        Assert.Null((await Backend.Session(User, id ?? Id).Prepare(new SessionTerms(room, null, limit?.ElapsedMs()))).Refusal);
    }

    /// <summary>The client starts a session.</summary>
    public async Task Starts(string? id = null, string room = Room, TimeSpan? limit = null)
    {
        Assert.Null(await Backend.Room(room).Claim(User, id ?? Id));
        await Backend.Begin(User, id ?? Id, room, limit: limit);
    }

    /// <summary>The client ends the session.</summary>
    public Task<SessionView> Ends(string? id = null, TimeSpan? reported = null) => Backend.Finish(User, id ?? Id, reported);

    /// <summary>Joins, and the backend hears of it at once.</summary>
    public async Task<Visit> Joins(string room = Room)
    {
        var visit = JoinsUnheard(room);
        await Hears(LiveKit.Joined(visit), room);
        return visit;
    }

    public Visit JoinsUnheard(string room = Room, ParticipantKind kind = ParticipantKind.Standard) => LiveKit.Join(User, room, kind);

    public Task HearsOfJoin(Visit visit) => Hears(LiveKit.Joined(visit), visit.Room);

    /// <summary>Leaves, and the backend hears of it at once.</summary>
    public Task Leaves(Visit visit) => Hears(LiveKit.Leave(visit), visit.Room);

    public RoomEvent LeavesUnheard(Visit visit) => LiveKit.Leave(visit);

    /// <summary>LiveKit tells; what follows is done a millisecond later.</summary>
    public async Task Hears(RoomEvent happened, string room = Room)
    {
        await Backend.Room(room).Receive(happened);
        await Backend.AdvanceAsync(Ms(1));
    }

    public Task Passes(double seconds) => Passes(Seconds(seconds));

    /// <summary>So many seconds after the story began.</summary>
    public Task At(double seconds) => Passes(beganAt + Seconds(seconds) - Backend.Now);

    public async Task Passes(TimeSpan time)
    {
        await Backend.AdvanceAsync(time);
        while (LiveKit.Consequences.TryDequeue(out var told)) await Hears(told.Event, told.Room);
    }

    /// <summary>The process dies and is back after a while.</summary>
    public async Task Crashes(double downSeconds)
    {
        Backend.Crash();
        await Backend.StartAgainAsync(Seconds(downSeconds));
    }

    public Task TopsUp(double seconds) => Backend.Credit(User, Seconds(seconds));

    /// <summary>What the session has cost so far, in milliseconds of base-rate time.</summary>
    public async Task<long> ChargedMs(string? id = null) => (await Backend.Look(User, id ?? Id)).ChargedMicros / 1000;

    public Task<string> Status(string? id = null) => Backend.StatusOf(User, id ?? Id);

    /// <summary>A session is over, and its account adds up.</summary>
    public async Task IsOver(long chargedMs, string reason, string? id = null)
    {
        var session = await Backend.Look(User, id ?? Id);
        Assert.Equal((reason, chargedMs), (session.EndReason ?? session.Status, session.ChargedMicros / 1000));
        Assert.Equal(chargedMs, session.ElapsedMs);
        Books.Add(session);
    }

    /// <summary>Nobody may talk on without a session that is metered.</summary>
    public async Task NobodyTalksForFree()
    {
        foreach (var room in new[] { Room, OtherRoom })
            Assert.Equal(LiveKit.IsPresent(User, room), await Backend.Room(room).FindSession(User) is not null);
    }
}
