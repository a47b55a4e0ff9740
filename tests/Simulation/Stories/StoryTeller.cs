using System.Collections.Immutable;

namespace MindBot.Simulation.Stories;

/// <summary>Makes up stories. The same seed makes up the same story.</summary>
public static class StoryTeller
{
    private const int Length = 240, SlowLength = 120;

    /// <summary>One story of so many is slow.</summary>
    private const int SlowOneIn = 8;

    /// <summary>So often a scene is played instead of a single deed.</summary>
    private const int OneIn = 40;

    private static readonly (Deed Deed, int Weight)[] Everyday =
    [
        (Deed.Wait, 3), (Deed.Prepare, 12), (Deed.Start, 12), (Deed.StartAnother, 2), (Deed.StartAgain, 3), (Deed.End, 9), (Deed.EndAgain, 3), (Deed.Look, 4),
        (Deed.AskBalance, 5), (Deed.Join, 17), (Deed.Leave, 10), (Deed.CloseRoom, 1), (Deed.Grant, 9), (Deed.GrantAgain, 2), (Deed.AwaitExpiry, 1), (Deed.Buy, 8),
        (Deed.BuyAgain, 2), (Deed.Confirm, 3), (Deed.Redeem, 3), (Deed.RedeemTogether, 1), (Deed.Refund, 2), (Deed.RefundAtTheDesk, 1),
        (Deed.Dispute, 2), (Deed.CloseDispute, 3), (Deed.Freeze, 2), (Deed.Thaw, 4),
    ];

    private static readonly (Weather Weather, Deed Deed, int Weight)[] Faults =
    [
        (Weather.Webhooks, Deed.RefundFails, 2), (Weather.Webhooks, Deed.CatchUp, 2), (Weather.Storage, Deed.FailWrite, 8),
        (Weather.Crashes, Deed.Crash, 1), (Weather.Crashes, Deed.CrashAtWrite, 2), (Weather.Crashes, Deed.CrashAtAwait, 2),
        (Weather.Crashes, Deed.Stop, 1), (Weather.LiveKit, Deed.SilenceLiveKit, 5), (Weather.LiveKit, Deed.Vanish, 3), (Weather.Payments, Deed.SilencePayments, 5),
        (Weather.Clock, Deed.StepClock, 3), (Weather.Twins, Deed.Twin, 3),
        (Weather.Storage, Deed.LateWord, 2), (Weather.Crashes, Deed.LateWord, 2), (Weather.Twins, Deed.LateWord, 4),
    ];

    public static Story Tell(int seed)
    {
        // Neighbouring seeds begin alike: they are spread first.
        var random = new Random(unchecked((int)(seed * 2654435769L >> 7)));
        var weather = WeatherOf(seed, random);
        var users = random.Next(1, 7);
        var isSlow = random.Next(SlowOneIn) == 0;
        var length = isSlow ? SlowLength : Length;
        var deeds = Everyday.Concat(Faults.Where(fault => weather.HasFlag(fault.Weather)).Select(fault => (fault.Deed, fault.Weight)))
            .SelectMany(deed => Enumerable.Repeat(deed.Item1, deed.Item2)).ToArray();
        // Everybody has something to begin with, or there would be little to tell.
        var steps = ImmutableArray.CreateBuilder<Step>(length + users);
        for (var user = 0; user < users; user++) steps.Add(new(0, Deed.Grant, user, random.Next()));
        var scenes = Scenes.All.Where(scene => weather.HasFlag(scene.Needs)).ToArray();
        while (steps.Count < length + users)
            if (random.Next(OneIn) == 0) Play(scenes[random.Next(scenes.Length)]);
            else steps.Add(new(isSlow ? SlowWaitMs(random) : WaitMs(random, users), deeds[random.Next(deeds.Length)], random.Next(users), random.Next()));
        return new(seed, weather, isSlow, users, steps.ToImmutable());

        void Play(Scenes.Scene scene)
        {
            var (user, room) = (random.Next(users), random.Next(2));
            foreach (var (atLeastMs, belowMs, deed) in scene.Steps) steps.Add(new(random.Next(atLeastMs, belowMs), deed, user, LuckIn(room, random)));
        }
    }

    /// <summary>Whoever needs a room takes it from their luck first.</summary>
    public static int RoomOf(Random luck) => luck.Next(3) / 2;

    private static int LuckIn(int room, Random random)
    {
        while (true)
            if (random.Next() is var luck && RoomOf(new Random(luck)) == room) return luck;
    }

    /// <summary>A third of all stories is calm; two processes at once are enough trouble for one story.</summary>
    private static Weather WeatherOf(int seed, Random random)
    {
        if (seed % 3 == 0) return Weather.Calm;
        if (seed % 10 == 1) return Weather.Twins;
        var weather = (Weather)random.Next(1, 64);
        // How old a webhook is cannot be known on a clock that is wrong; a restart would set it right.
        return weather.HasFlag(Weather.Clock) ? weather & ~(Weather.Webhooks | Weather.Crashes | Weather.LiveKit) : weather;
    }

    /// <summary>Often a moment, sometimes minutes, now and then a night.</summary>
    private static int WaitMs(Random random, int users) => random.Next(100) switch
    {
        < 20 => 0,
        < 80 => random.Next(1, 60_000 / users),
        < 97 => random.Next(1, 600_000 / users),
        < 99 => random.Next(1, 3_600_000),
        _ => random.Next(3_600_000, 43_200_000),
    };

    /// <summary>Half of the time things happen together; between that hours or days pass.</summary>
    private static int SlowWaitMs(Random random) => random.Next(100) switch
    {
        < 20 => 0,
        < 60 => random.Next(1, 120_000),
        < 80 => random.Next(1, 3_600_000),
        < 96 => random.Next(3_600_000, 43_200_000),
        _ => random.Next(43_200_000, 345_600_000),
    };
}
