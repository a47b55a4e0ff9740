using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>One user who does anything at any time, with a LiveKit that tells it late, twice or never.</summary>
internal sealed class RandomLife(Backend backend, Random random, string user)
{
    public static readonly string[] Rooms = ["kitchen", "garden"];

    private readonly PriorityQueue<(string Room, Func<RoomEvent> Event), DateTimeOffset> late = new();
    private int sessions;

    public string User { get; } = user;

    public static async Task<RandomLife> Begin(Backend backend, Random random, TimeSpan credit) =>
        new(backend, random, await backend.UserWith(credit));

    public async Task Goes()
    {
        var room = Rooms[random.Next(Rooms.Length)];
        var visits = backend.LiveKit.Visits(room);
        switch (random.Next(14))
        {
            case 0 or 1 or 2:
                await Prepares(room);
                break;
            case 3 or 4 or 5:
                await Joins(room);
                break;
            case 6 or 7 when visits.Count > 0:
                Tells(room, Always(backend.LiveKit.Leave(visits[random.Next(visits.Count)])), mayBeLost: true);
                break;
            case 8 when backend.LiveKit.Exists(room):
                Tells(room, Always(backend.LiveKit.Finish(room)), mayBeLost: true);
                break;
            case 9:
                await Callers.Answered(backend.Credit(User, Seconds(random.Next(1, 200))));
                break;
            case 10:
                backend.Shared.FailWrite(random.Next(1, 5), (StorageFault)random.Next(2));
                break;
            case 11:
                backend.CrashAtWrite(random.Next(1, 5), random.Next(2) == 0);
                break;
            case 12:
                backend.LiveKit.IsDown = !backend.LiveKit.IsDown;
                break;
            case 13:
                await Callers.Answered(backend.Session(User, $"s{sessions}").End(null));
                break;
        }

        await Passes(Ms(random.Next(1, 40_000)));
    }

    /// <summary>Everybody leaves, of which nothing is told; LiveKit and storage work again.</summary>
    public async Task Calms()
    {
        backend.LiveKit.IsDown = false;
        // Whatever fault is still to come, comes now.
        for (var i = 0; i < 5; i++)
        {
            await Callers.Answered(backend.Credit(User, Ms(1)));
            await Passes(Seconds(30));
        }

        foreach (var room in Rooms)
            foreach (var visit in backend.LiveKit.Visits(room))
                if (await backend.Room(room).FindSession(User) is null) Assert.Fail($"{User} is in {room} without a session.");
                else backend.LiveKit.Leave(visit);
        await Passes(Minutes(10));
        if (!backend.IsDown) backend.Crash();
        await backend.StartAgainAsync();
        await Passes(Minutes(10));
    }

    /// <summary>Whether this stretch was presence, but for at most <paramref name="trust"/> after each leave of which nobody was told.</summary>
    public bool WasThere(string room, DateTimeOffset from, DateTimeOffset to, TimeSpan trust)
    {
        foreach (var stay in backend.LiveKit.Stays(User, room).OrderBy(stay => stay.From))
            if (stay.From <= from && (stay.To ?? backend.Now) + trust > from) from = (stay.To ?? backend.Now) + trust;
        return from >= to;
    }

    public string StaysIn(string room) =>
        string.Join(", ", backend.LiveKit.Stays(User, room).Select(stay => $"[{stay.From:HH:mm:ss.fff}, {stay.To:HH:mm:ss.fff})"));

    /// <summary>As the front does it: only where the user has none yet.</summary>
    private Task<bool> Prepares(string room) => Callers.Answered(Prepare(room));

    private async Task Prepare(string room)
    {
        if (await backend.Room(room).FindSession(User) is not null) return;
        var id = $"s{++sessions}";
        if (await backend.Room(room).Claim(User, id) is null) await backend.Session(User, id).Prepare(new SessionTerms(room));
    }

    /// <summary>A join is lost only where LiveKit is asked anyway, because a session is open.</summary>
    private async Task Joins(string room)
    {
        var hasSession = false;
        await Callers.Answered(Find());
        var visit = backend.LiveKit.Join(User, room);
        Tells(room, () => backend.LiveKit.Joined(visit), mayBeLost: hasSession);

        async Task Find() => hasSession = await backend.Room(room).FindSession(User) is not null;
    }

    private void Tells(string room, Func<RoomEvent> happened, bool mayBeLost)
    {
        if (mayBeLost && random.Next(5) == 0) return;
        for (var times = random.Next(1, 3); times > 0; times--)
            late.Enqueue((room, happened), backend.Now + Ms(random.Next(3) == 0 ? 1 : random.Next(1, 25_000)));
    }

    private async Task Passes(TimeSpan time)
    {
        var until = backend.Now + time;
        while (late.TryPeek(out _, out var at) && at <= until)
        {
            var told = late.Dequeue();
            if (at > backend.Now) await backend.AdvanceAsync(at - backend.Now);
            await Revives();
            if (!await Callers.Answered(backend.Room(told.Room).Receive(told.Event()))) late.Enqueue(told, backend.Now + Seconds(1));
        }

        if (until > backend.Now) await backend.AdvanceAsync(until - backend.Now);
        await Revives();
        while (backend.LiveKit.Consequences.TryDequeue(out var told)) Tells(told.Room, Always(told.Event), mayBeLost: true);
    }

    private async Task Revives()
    {
        while (backend.IsDown) await backend.StartAgainAsync(Ms(random.Next(0, 60_000)));
    }

    private static Func<RoomEvent> Always(RoomEvent happened) => () => happened;
}
