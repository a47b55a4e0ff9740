namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>Events that never come, or come late.</summary>
internal static class LossScenarios
{
    public static readonly Scenario[] All =
    [
        new("left, of a join that was never told", 44_001, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = s.JoinsUnheard();
            await s.At(55);
            await s.Leaves(visit);
        }),
        new("a join that is never told is found in LiveKit", 289_001, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = s.JoinsUnheard();
            await s.At(31);
            Assert.Equal(20_001, await s.ChargedMs());
            await s.At(300);
            await s.Leaves(visit);
        }),
        new("a leave that is never told ends the call where they were last seen", 80_000, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(100);
            s.LeavesUnheard(visit);
            await s.At(119);
            Assert.Equal(109_000, await s.ChargedMs());
            // LiveKit was asked at 30, 60 and 90 s.
            await s.At(121);
            Assert.Equal(80_000, await s.ChargedMs());
            await s.At(179);
            Assert.Equal("active", await s.Status());
        }),
        new("a leave told within the minute after makes it exact again", 90_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(100);
            var left = s.LeavesUnheard(visit);
            await s.At(175);
            Assert.Equal(80_000, await s.ChargedMs());
            await s.Hears(left);
            await s.Passes(1);
            await s.IsOver(90_000, "left");
        }),
        new("a leave told after the end changes nothing", 80_000, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(100);
            var left = s.LeavesUnheard(visit);
            await s.At(200);
            await s.IsOver(80_000, "lost");
            await s.Hears(left);
        }),
        new("missed for a moment, and seen again: the gap counts", 290_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(119);
            s.LiveKit.Hides(visit);
            await s.At(121);
            Assert.Equal(80_000, await s.ChargedMs());
            s.LiveKit.Shows(visit);
            await s.At(300);
            await s.Leaves(visit);
        }),
        new("a join told minutes late, found in LiveKit before", 289_001, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = s.JoinsUnheard();
            await s.At(190);
            await s.HearsOfJoin(visit);
            await s.At(300);
            await s.Leaves(visit);
        }),
        new("a join told minutes late while LiveKit cannot be asked", 289_001, "left", 0, async s =>
        {
            await s.Prepares();
            s.LiveKit.IsDown = true;
            await s.At(10);
            var visit = s.JoinsUnheard();
            await s.At(190);
            await s.HearsOfJoin(visit);
            // What nobody confirmed for two minutes is not charged.
            Assert.Equal(120_000, await s.ChargedMs());
            await s.At(200);
            s.LiveKit.IsDown = false;
            await s.At(211);
            Assert.Equal(200_001, await s.ChargedMs());
            await s.At(300);
            await s.Leaves(visit);
        }),
        new("a leave told minutes late while LiveKit cannot be asked", 90_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(95);
            s.LiveKit.IsDown = true;
            await s.At(100);
            var left = s.LeavesUnheard(visit);
            await s.At(400);
            Assert.Equal(200_000, await s.ChargedMs());
            await s.Hears(left);
            await s.At(450);
            Assert.Equal(("active", 90_000L), (await s.Status(), await s.ChargedMs()));
            s.LiveKit.IsDown = false;
        }),
        new("a room closed while LiveKit cannot be asked for long, and of its people no leave is told", 80_000, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(95);
            s.LiveKit.IsDown = true;
            await s.At(100);
            s.LeavesUnheard(visit);
            await s.At(400);
            Assert.Equal(200_000, await s.ChargedMs());
            await s.Hears(s.LiveKit.Finish(Story.Room));
            await s.At(450);
            // LiveKit was asked at 30, 60 and 90 s.
            Assert.Equal(("active", 80_000L), (await s.Status(), await s.ChargedMs()));
            s.LiveKit.IsDown = false;
        }),
        new("nothing of a re-join is told but the last leave", 110_000 - 999, "left", 0, async s =>
        {
            await s.Prepares();
            var first = await s.Joins();
            await s.At(60);
            s.LeavesUnheard(first);
            var second = s.JoinsUnheard();
            await s.At(110);
            await s.Leaves(second);
        }),
        new("LiveKit restarts with an empty memory, and everybody connects anew", 190_000 - 20_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            await s.At(100);
            s.LiveKit.Restart();
            await s.At(110);
            var again = await s.Joins();
            await s.At(200);
            await s.Leaves(again);
        }),
    ];
}
