using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceRooms;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>
/// The order in which LiveKit's events come, their delay and their repetition change no charge. LiveKit tells whole seconds: a connection counts from
/// the end of the second in which it began (or from the receipt, if that is earlier) to the beginning of the second in which it ended, so it may
/// count up to 2 s less than it was, and never more.
/// </summary>
public class OrderTests
{
    private const string Finished = "finished";

    /// <summary>Connections in milliseconds since the session was made.</summary>
    private static readonly Dictionary<string, (int From, int To)[]> Stories = new()
    {
        ["one connection"] = [(3_210, 47_654)],
        [Finished] = [(3_210, 47_654)],
        ["two that overlap"] = [(3_210, 47_654), (21_999, 66_001)],
        ["two with a gap"] = [(3_210, 27_654), (45_000, 66_001)],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Events_in_every_order_give_the_same_charge(string name)
    {
        var charges = new HashSet<long>();
        var connections = Stories[name];
        foreach (var order in Permutations([.. Enumerable.Range(0, connections.Length * 2 + (name == Finished ? 1 : 0))]))
        {
            await using var backend = await Backend.StartAsync();
            var story = await Story.Begin(backend);
            await story.Prepares();
            var (visits, lefts) = await Play(story, connections);
            var finish = name == Finished ? story.LiveKit.Finish(Story.Room) : null;
            foreach (var what in order)
            {
                await story.Passes(1);
                await story.Hears(what == lefts.Count * 2 ? finish! : what % 2 == 0 ? story.LiveKit.Joined(visits[what / 2]) : lefts[what / 2]);
            }

            await story.Passes(200);
            var session = await backend.Look(story.User, story.Id);
            Assert.Equal(name == Finished ? "room_finished" : "left", session.EndReason);
            charges.Add(session.ChargedMicros);
            await Books.Balance(backend, story.User);
        }

        // All of them are told after the end of the call: each counts from the end of its first second to the beginning of its last.
        var expected = Union(connections.Select(stay => (stay.From / 1000 * 1000L + 999, stay.To / 1000 * 1000L)));
        Assert.Equal(expected * 1000, Assert.Single(charges));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task However_late_and_often_events_come_the_charge_is_the_presence(int seed)
    {
        var random = new Random(seed);
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Passes(Ms(random.Next(1000)));
        await story.Prepares();
        var beganAt = backend.Now;

        var stays = new List<(int From, int To)>();
        var (from, end) = (random.Next(20_000), 0);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            stays.Add((from, from + random.Next(3_000, 60_000)));
            end = Math.Max(end, stays[^1].To);
            from = random.Next(stays[^1].From + 1, end + 20_000);
        }

        var plan = new PriorityQueue<Func<Task>, int>();
        var told = new Dictionary<int, (DateTimeOffset From, DateTimeOffset To)>();
        for (var i = 0; i < stays.Count; i++)
        {
            var number = i;
            Visit visit = null!;
            RoomEvent left = null!;
            plan.Enqueue(() => Task.FromResult(visit = story.JoinsUnheard()), stays[i].From);
            plan.Enqueue(() => Task.FromResult(left = story.LeavesUnheard(visit)), stays[i].To);
            for (var times = random.Next(1, 3); times > 0; times--)
            {
                plan.Enqueue(() => Hear(number, story.LiveKit.Joined(visit)), stays[i].From + Delay());
                plan.Enqueue(() => Hear(number, left), stays[i].To + Delay());
            }
        }

        while (plan.TryDequeue(out var happens, out var atMs))
        {
            if (beganAt + Ms(atMs) - backend.Now is { Ticks: > 0 } wait) await story.Passes(wait);
            await happens();
        }

        await story.Passes(200);
        var charged = Union(told.Values.Select(stay => (Since(stay.From), Since(stay.To))));
        await story.IsOver(charged, "left");
        var present = Union(stays.Select(stay => ((long)stay.From, (long)stay.To)));
        Assert.InRange(charged, present - 2_000 * stays.Count - 10, present + 10);
        await Books.Balance(backend, story.User);

        int Delay() => random.Next(3) == 0 ? 1 : random.Next(1, 25_000);

        // The first delivery counts; repeats carry the same id.
        async Task Hear(int number, RoomEvent happened)
        {
            var known = told.GetValueOrDefault(number);
            if (happened.Kind == RoomEventKind.Left) told[number] = known with { To = happened.At };
            else if (known.From == default) told[number] = known with { From = happened.At };
            await story.Hears(happened);
        }

        long Since(DateTimeOffset at) => (at - beganAt).Ticks / TimeSpan.TicksPerMillisecond;
    }

    public static TheoryData<string> Names() => [.. Stories.Keys];

    public static TheoryData<int> Seeds() => Tests.Seeds.UpTo(40);

    /// <summary>Lets the connections come and go, of which nothing is told.</summary>
    private static async Task<(List<Visit> Visits, List<RoomEvent> Lefts)> Play(Story story, (int From, int To)[] connections)
    {
        var visits = new Visit[connections.Length];
        var lefts = new RoomEvent[connections.Length];
        var moments = connections.SelectMany((stay, i) => new[] { (At: stay.From, i, Joins: true), (At: stay.To, i, Joins: false) });
        foreach (var (at, i, joins) in moments.OrderBy(moment => moment.At))
        {
            await story.At(at / 1000.0);
            if (joins) visits[i] = story.JoinsUnheard();
            else lefts[i] = story.LeavesUnheard(visits[i]);
        }

        return ([.. visits], [.. lefts]);
    }

    internal static long Union(IEnumerable<(long From, long To)> stays)
    {
        var (sum, until) = (0L, long.MinValue);
        foreach (var (from, to) in stays.OrderBy(stay => stay.From))
        {
            sum += Math.Max(0, to - Math.Max(from, until));
            until = Math.Max(until, to);
        }

        return sum;
    }

    private static IEnumerable<int[]> Permutations(int[] items)
    {
        if (items.Length == 0) yield return [];
        foreach (var first in items)
            foreach (var rest in Permutations([.. items.Where(item => item != first)])) yield return [first, .. rest];
    }
}
