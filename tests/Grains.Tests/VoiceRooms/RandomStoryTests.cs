using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>
/// Long random lives of one user in two rooms. Events are late, doubled or lost, LiveKit is silent at times, storage fails, the process dies.
/// </summary>
public class RandomStoryTests
{
    /// <summary>Ends for which LiveKit's word is not waited: whoever left just before, of which nobody was told, is still taken on trust.</summary>
    private static readonly string[] EndsAtOnce = ["client_ended", "exhausted", "session_limit", "superseded"];
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task However_it_goes_nobody_pays_for_absence_and_nobody_stays_without_paying(int seed)
    {
        await using var backend = await Backend.StartAsync();
        var life = await RandomLife.Begin(backend, new Random(seed), Minutes(4));
        for (var step = 0; step < 50; step++) await life.Goes();
        await life.Calms();

        Assert.Empty((await backend.Wallet(life.User).GetView(signOfLife: false)).Sessions);
        foreach (var session in await backend.Log(life.User).Read(200, null))
        {
            var view = await backend.Look(life.User, session.SessionId);
            Books.Add(view);
            var trust = EndsAtOnce.Contains(view.EndReason) ? Minutes(2) : TimeSpan.Zero;
            foreach (var piece in view.Pieces)
                Assert.True(
                    life.WasThere(view.Room, piece.From, piece.To, trust),
                    $"{view.SessionId} in {view.Room} ({view.EndReason}): [{piece.From:HH:mm:ss.fff}, {piece.To:HH:mm:ss.fff}) in {life.StaysIn(view.Room)}");
        }

        foreach (var room in RandomLife.Rooms) Assert.False(backend.LiveKit.IsPresent(life.User, room));
        await Books.Balance(backend, life.User);
    }

    /// <summary>
    /// The whole loss is bounded: 2 s a connection for whole seconds, and for each leave that is never told, or crash, what lies between LiveKit's last
    /// word (every 30 s) that a checkpoint (every 15 s) has kept and the leave; the downtime only if they left in it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Little_is_lost_while_LiveKit_answers_however_often_the_process_dies(int seed)
    {
        var random = new Random(seed);
        await using var backend = await Backend.StartAsync();
        var isLossy = seed % 2 == 0;
        var story = await Story.Begin(backend, Hours(5));
        await story.Prepares();
        var (crashes, lost, downMs, connections) = (0, 0, 0L, 0);
        var late = new PriorityQueue<Func<RoomEvent>, DateTimeOffset>();
        Visit? visit = null;
        for (var step = 0; step < 30; step++)
        {
            if (visit is null)
            {
                connections++;
                var joins = visit = story.JoinsUnheard();
                Tell(() => story.LiveKit.Joined(joins));
            }
            else if (random.Next(3) == 0)
            {
                var left = story.LeavesUnheard(visit);
                visit = null;
                Tell(() => left);
            }

            if (random.Next(4) == 0)
            {
                backend.CrashAtWrite(random.Next(1, 4), random.Next(2) == 0);
                crashes++;
            }

            await Pass(Ms(visit is null ? random.Next(1, 8_000) : random.Next(1, 60_000)));
        }

        if (visit is not null) late.Enqueue(Always(story.LeavesUnheard(visit)), backend.Now);
        for (var i = 0; i < 60; i++) await Pass(Seconds(5));

        // No crash is left to come.
        if (!backend.IsDown) backend.Crash();
        await Revive();
        var session = await backend.Look(story.User, story.Id);
        Books.Add(session);
        var presentMs = OrderTests.Union(story.LiveKit.Stays(story.User, Story.Room).Select(stay => (stay.From.ToUnixTimeMilliseconds(), stay.To!.Value.ToUnixTimeMilliseconds())));
        Assert.InRange(session.ChargedMicros / 1000, presentMs - connections * 2_000 - (lost + crashes) * 46_000 - downMs, presentMs);
        if (!isLossy) Assert.InRange(session.ChargedMicros / 1000, presentMs - connections * 2_000, presentMs);
        await Books.Balance(backend, story.User);

        void Tell(Func<RoomEvent> happened)
        {
            if (isLossy && random.Next(4) == 0) lost++;
            else late.Enqueue(happened, backend.Now + TimeSpan.FromMilliseconds(random.Next(1, 15_000)));
        }

        // LiveKit tries again until it is answered.
        async Task Pass(TimeSpan time)
        {
            var until = backend.Now + time;
            while (late.TryPeek(out _, out var at) && at <= until)
            {
                var happened = late.Dequeue();
                if (at > backend.Now) await backend.AdvanceAsync(at - backend.Now);
                await Revive();
                if (!await Callers.Answered(backend.Room(Story.Room).Receive(happened()))) late.Enqueue(happened, backend.Now + Seconds(1));
            }

            if (until > backend.Now) await backend.AdvanceAsync(until - backend.Now);
            await Revive();
        }

        async Task Revive()
        {
            while (backend.IsDown)
            {
                var down = random.Next(0, 5_000);
                downMs += down;
                await backend.StartAgainAsync(TimeSpan.FromMilliseconds(down));
            }
        }

        static Func<RoomEvent> Always(RoomEvent happened) => () => happened;
    }

    public static TheoryData<int> Seeds()
    {
        var seeds = Tests.Seeds.UpTo(30);
        seeds.Add(89);
        return seeds;
    }
}
