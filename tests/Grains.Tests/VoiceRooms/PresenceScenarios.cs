using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>Who comes and goes, in whatever order LiveKit tells it.</summary>
internal static class PresenceScenarios
{
    public static readonly Scenario[] All =
    [
        new("join, leave", 60_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(70);
            await s.Leaves(visit);
        }),
        new("LiveKit tells whole seconds: the beginning is the receipt, the end is rounded down", 59_700, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10.3);
            var visit = await s.Joins();
            await s.At(70.7);
            await s.Leaves(visit);
        }),
        new("back within 30 s: only presence is charged", 100_000, "left", 0, async s =>
        {
            await s.Prepares();
            var first = await s.Joins();
            await s.At(60);
            await s.Leaves(first);
            await s.At(89);
            var second = await s.Joins();
            await s.At(129);
            await s.Leaves(second);
        }),
        new("back after 30 s: it was over, and who comes is sent away", 60_000, "left", 1, async s =>
        {
            await s.Prepares();
            var visit = await s.Joins();
            await s.At(60);
            await s.Leaves(visit);
            await s.At(91);
            await s.IsOver(60_000, "left");
            await s.Joins();
            await s.Passes(1);
            Assert.False(s.IsPresent);
        }),
        new("back twice", 110_000, "left", 0, async s =>
        {
            await s.Prepares();
            var first = await s.Joins();
            await s.At(60);
            await s.Leaves(first);
            await s.At(70);
            var second = await s.Joins();
            await s.At(90);
            await s.Leaves(second);
            await s.At(115);
            var third = await s.Joins();
            await s.At(145);
            await s.Leaves(third);
        }),
        new("the older connection's left comes after the re-join", 92_000, "left", 0, async s =>
        {
            await s.Prepares();
            var older = await s.Joins();
            await s.At(60);
            var newer = await s.Joins();
            await s.At(62);
            await s.Leaves(older);
            Assert.Equal(62_001, await s.ChargedMs());
            await s.At(92);
            await s.Leaves(newer);
        }),
        new("left is told before joined", 44_001, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = s.JoinsUnheard();
            await s.At(55);
            await s.Hears(s.LeavesUnheard(visit));
            await s.At(57);
            await s.HearsOfJoin(visit);
        }),
        new("a re-join is told before the left", 95_000, "left", 0, async s =>
        {
            await s.Prepares();
            var first = await s.Joins();
            await s.At(60);
            var left = s.LeavesUnheard(first);
            await s.At(65);
            var second = await s.Joins();
            await s.At(67);
            await s.Hears(left);
            await s.At(100);
            await s.Leaves(second);
        }),
        new("everything is told twice", 95_000, "left", 0, async s =>
        {
            await s.Prepares();
            var first = await s.Joins();
            await s.HearsOfJoin(first);
            await s.At(60);
            var left = s.LeavesUnheard(first);
            await s.Hears(left);
            await s.Hears(left);
            await s.At(65);
            var second = await s.Joins();
            await s.HearsOfJoin(first);
            await s.HearsOfJoin(second);
            await s.Hears(left);
            await s.At(100);
            var leftAgain = s.LeavesUnheard(second);
            await s.Hears(leftAgain);
            await s.Passes(5);
            await s.Hears(leftAgain);
        }),
        new("the room is finished and nobody is said to have left", 90_000, "room_finished", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            await s.At(100);
            await s.Hears(s.LiveKit.Finish(Story.Room));
        }),
        new("the room is finished, and then they are said to have left", 90_000, "room_finished", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(100);
            var left = s.LeavesUnheard(visit);
            await s.Hears(s.LiveKit.Finish(Story.Room));
            await s.Hears(left);
        }),
        new("the room is finished before the join is told", 14_001, "room_finished", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = s.JoinsUnheard();
            await s.At(25);
            await s.Hears(s.LiveKit.Finish(Story.Room));
            await s.At(27);
            await s.HearsOfJoin(visit);
        }),
        new("a room of the same name after one that was finished", 70_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.Joins();
            await s.At(40);
            await s.Hears(s.LiveKit.Finish(Story.Room));
            await s.At(50);
            var visit = await s.Joins();
            await s.At(80);
            await s.Leaves(visit);
        }),
        new("a connection that never came up", 0, "cancelled", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Hears(s.LiveKit.Abort(s.JoinsUnheard()));
            await s.At(299);
            Assert.Equal("pending", await s.Status());
        }),
        new("a connection that is aborted after it came up", 60_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(70);
            await s.Hears(s.LiveKit.Abort(visit));
        }),
        new("agents, recorders and other people are nobody's minutes", 0, "cancelled", 1, async s =>
        {
            await s.Prepares();
            s.JoinsUnheard(kind: ParticipantKind.Egress);
            s.JoinsUnheard(kind: ParticipantKind.Ingress);
            s.LiveKit.Join("agent", Story.Room, ParticipantKind.Agent);
            s.LiveKit.Join("somebody", Story.Room);
            await s.At(299);
            Assert.Equal("pending", await s.Status());
        }),
        new("an agent that stays behind does not keep the room", 60_000, "left", 0, async s =>
        {
            await s.Prepares();
            s.LiveKit.Join("agent", Story.Room, ParticipantKind.Agent);
            var visit = await s.Joins();
            await s.At(60);
            await s.Leaves(visit);
            await s.At(89);
            Assert.True(s.LiveKit.Exists(Story.Room));
            await s.At(91);
            Assert.False(s.LiveKit.Exists(Story.Room));
        }),
        new("two devices are a union", 90_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var phone = await s.Joins();
            await s.At(40);
            var laptop = await s.Joins();
            await s.At(70);
            await s.Leaves(phone);
            await s.At(100);
            await s.Leaves(laptop);
        }),
        new("two rooms of one user draw on one pool", 55_000, "exhausted", 2, async s =>
        {
            await s.Prepares();
            await s.Prepares("other", Story.OtherRoom);
            await s.At(10);
            await s.Joins();
            await s.At(20);
            await s.Joins(Story.OtherRoom);
            await s.At(66);
            await s.IsOver(45_000, "exhausted", "other");
        }) { Credit = TimeSpan.FromSeconds(100) },
        new("clocks that differ by more than a minute: what counts is when it was told", 60_000, "left", 0, async s =>
        {
            s.LiveKit.Skew = TimeSpan.FromMinutes(-5);
            await s.Prepares();
            await s.At(10.3);
            var visit = await s.Joins();
            await s.At(70.3);
            await s.Leaves(visit);
        }),
        new("LiveKit's clock far ahead changes nothing either", 60_000, "left", 0, async s =>
        {
            s.LiveKit.Skew = TimeSpan.FromMinutes(5);
            await s.Prepares();
            await s.At(10.3);
            var visit = await s.Joins();
            await s.At(70.3);
            await s.Leaves(visit);
        }),
        new("nobody is taken for absent because they are silent", 2_400_000, "left", 0, async s =>
        {
            await s.Prepares();
            var visit = await s.Joins();
            await s.At(2_400);
            await s.Leaves(visit);
        }),
    ];
}
