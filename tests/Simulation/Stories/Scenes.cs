namespace MindBot.Simulation.Stories;

/// <summary>
/// Short sequences that chance alone would seldom bring about, and in which mistakes have been found. One person does all of it, in one room, while the others go on
/// with what they do. Waits are in milliseconds.
/// </summary>
internal static class Scenes
{
    internal sealed record Scene(Weather Needs, params (int AtLeastMs, int BelowMs, Deed Deed)[] Steps);

    public static readonly Scene[] All =
    [
        // Two sessions for one visit, of which the earlier one outlives the later one.
        new(Weather.Calm,
            (0, 1_000, Deed.Prepare), (0, 20_000, Deed.StartAnother), (0, 5_000, Deed.Join), (10_000, 90_000, Deed.End), (35_000, 120_000, Deed.End)),
        new(Weather.Calm,
            (0, 1_000, Deed.Prepare), (0, 5_000, Deed.Join), (1_000, 60_000, Deed.StartAnother), (10_000, 60_000, Deed.StartAnother), (1, 5_000, Deed.Leave)),
        // Nobody hears that they have gone, and their session ends before LiveKit is heard again.
        new(Weather.LiveKit,
            (0, 1_000, Deed.Prepare), (0, 5_000, Deed.Join), (1_000, 90_000, Deed.SilenceLiveKit), (1_000, 60_000, Deed.Vanish), (150_000, 600_000, Deed.End),
            (0, 60_000, Deed.SilenceLiveKit)),
        new(Weather.LiveKit,
            (0, 1_000, Deed.Prepare), (0, 5_000, Deed.Join), (1_000, 60_000, Deed.SilenceLiveKit), (0, 200_000, Deed.Join), (1_000, 60_000, Deed.Vanish),
            (0, 300_000, Deed.Join), (1_000, 200_000, Deed.End), (0, 60_000, Deed.SilenceLiveKit)),
        new(Weather.LiveKit,
            (0, 1_000, Deed.Prepare), (0, 5_000, Deed.Join), (1_000, 60_000, Deed.SilenceLiveKit), (1_000, 60_000, Deed.Vanish), (300_000, 1_200_000, Deed.CloseRoom),
            (0, 60_000, Deed.SilenceLiveKit)),
        // They stay for the session that has replaced the one that they came with, which a crash keeps the room from learning; then they leave.
        new(Weather.Crashes,
            (0, 1_000, Deed.Start), (0, 5_000, Deed.Join), (1_000, 20_000, Deed.Stop), (1_000, 20_000, Deed.CrashAtWrite), (0, 1, Deed.StartAnother), (60_000, 120_000, Deed.Leave),
            (2_000, 20_000, Deed.CloseRoom)),
        // Their session is replaced while LiveKit is silent, and may not be told; the other one ends before it knows.
        new(Weather.LiveKit | Weather.Storage,
            (0, 1_000, Deed.Prepare), (0, 5_000, Deed.Join), (1_000, 20_000, Deed.SilenceLiveKit), (130_000, 300_000, Deed.FailWrite), (0, 1_000, Deed.StartAnother),
            (1_000, 20_000, Deed.End), (1_000, 20_000, Deed.SilenceLiveKit), (0, 20_000, Deed.Look)),
        // The one that replaced it is over before it could store that it was replaced.
        new(Weather.Storage,
            (0, 1_000, Deed.Prepare), (0, 5_000, Deed.Join), (1_000, 60_000, Deed.FailWrite), (0, 1, Deed.StartAnother), (0, 1_500, Deed.End), (2_000, 60_000, Deed.Look)),
        // The last second of a card.
        new(Weather.Calm, (0, 1_000, Deed.Grant), (0, 1_000, Deed.Start), (0, 5_000, Deed.AwaitExpiry)),
        // Midnight while they talk, in two rooms; and a day's allowance that ends while LiveKit is silent.
        new(Weather.Calm, (0, 1_000, Deed.AwaitMidnight), (0, 5_000, Deed.Start), (1_000, 90_000, Deed.Look), (60_000, 600_000, Deed.Look), (0, 1_000, Deed.End)),
        new(Weather.Calm, (0, 1_000, Deed.AwaitMidnight), (0, 5_000, Deed.Prepare), (0, 5_000, Deed.Join), (60_000, 300_000, Deed.Leave), (0, 25_000, Deed.Join)),
        new(Weather.LiveKit,
            (0, 1_000, Deed.Prepare), (0, 5_000, Deed.Join), (1_000, 60_000, Deed.SilenceLiveKit), (120_000, 600_000, Deed.Look), (0, 60_000, Deed.SilenceLiveKit)),
        // Frozen while they talk, and around the moment in which the credit or the allowance ends.
        new(Weather.Calm,
            (0, 1_000, Deed.Prepare), (0, 20_000, Deed.StartAnother), (0, 5_000, Deed.Join), (1_000, 90_000, Deed.Freeze), (0, 5_000, Deed.EndAgain), (0, 120_000, Deed.Thaw),
            (0, 5_000, Deed.Start)),
        new(Weather.Calm,
            (0, 1_000, Deed.Start), (0, 2_000, Deed.AwaitStop), (0, 2_000, Deed.Freeze), (0, 5_000, Deed.Grant), (0, 60_000, Deed.Start), (0, 60_000, Deed.Thaw), (0, 5_000, Deed.Start)),
        // What a process that has died had sent.
        new(Weather.Crashes, (0, 1_000, Deed.Start), (1_000, 30_000, Deed.Crash), (1_000, 20_000, Deed.LateWord), (1_000, 20_000, Deed.Look)),
        new(Weather.Twins, (0, 1_000, Deed.Start), (1_000, 30_000, Deed.Twin), (1_000, 40_000, Deed.LateWord), (1_000, 20_000, Deed.End)),
    ];
}
