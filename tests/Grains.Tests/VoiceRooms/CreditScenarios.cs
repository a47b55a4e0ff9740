using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>The pool runs empty, or nearly.</summary>
internal static class CreditScenarios
{
    public static readonly Scenario[] All =
    [
        // Removed twice: by its session, and by the room in which it came too late.
        new("a join without balance", 0, "refused", 2, async s =>
        {
            await s.Prepares();
            await s.Joins();
            await s.Passes(1);
            Assert.False(s.IsPresent);
        }) { Credit = Ms(500) },
        new("exhausted while they are there", 61_337, "exhausted", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            await s.At(71.336);
            Assert.True(s.IsPresent);
            await s.At(71.347);
            await s.IsOver(61_337, "exhausted");
            Assert.False(s.IsPresent);
            Assert.False(s.LiveKit.Exists(Story.Room));
            var calls = s.LiveKit.Calls;
            Assert.True(calls.FindLastIndex(call => call.StartsWith("send", StringComparison.Ordinal))
                < calls.FindIndex(call => call.StartsWith("remove", StringComparison.Ordinal)));
            Assert.Contains("exhausted", s.LiveKit.Messages[^1].Text);
        }) { Credit = Ms(61_337) },
        new("exhausted by another session while they are away", 30_000, "exhausted", 3, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(40);
            await s.Leaves(visit);
            await s.At(42);
            await s.Starts("other", Story.OtherRoom);
            await s.At(63);
            await s.IsOver(20_000, "exhausted", "other");
            await s.At(65);
            await s.Joins();
            await s.Passes(1);
            Assert.False(s.IsPresent);
        }) { Credit = Seconds(50) },
        new("topped up while they are away", 110_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(50);
            await s.Leaves(visit);
            await s.At(55);
            await s.TopsUp(60);
            await s.At(60);
            visit = await s.Joins();
            await s.At(130);
            await s.Leaves(visit);
        }) { Credit = Seconds(60) },
        new("topped up in the last minute before the stop", 180_000, "exhausted", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            await s.At(100);
            await s.TopsUp(60);
            await s.At(189);
            Assert.True(s.IsPresent);
        }) { Credit = Seconds(120) },
        new("warned five minutes and one minute before the stop", 400_000, "exhausted", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            await s.At(109.9);
            Assert.Empty(s.LiveKit.Messages);
            await s.At(110.1);
            Assert.Contains("\"seconds_left\":300", Assert.Single(s.LiveKit.Messages).Text);
            await s.At(349.9);
            Assert.Single(s.LiveKit.Messages);
            await s.At(350.1);
            Assert.Contains("\"seconds_left\":60", s.LiveKit.Messages[1].Text);
            Assert.Equal(2, s.LiveKit.Messages.Count);
        }) { Credit = Seconds(400) },
        new("later credit does not pay for a leave that is told late", 40_000, "left", 0, async s =>
        {
            await s.Prepares();
            var visit = await s.Joins();
            await s.At(40);
            var left = s.LeavesUnheard(visit);
            await s.At(50);
            await s.TopsUp(100);
            await s.Hears(left);
        }) { Credit = Seconds(60) },
        new("what a leave gives back that is told late is there for the re-join", 60_000, "exhausted", 1, async s =>
        {
            await s.Prepares();
            var visit = await s.Joins();
            await s.At(40);
            var left = s.LeavesUnheard(visit);
            await s.At(45);
            await s.Hears(left);
            await s.At(50);
            await s.Joins();
            await s.At(69.9);
            Assert.True(s.IsPresent);
            await s.At(71);
        }) { Credit = Seconds(60) },
    ];
}
