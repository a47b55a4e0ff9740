using MindBot.EmbeddedSilo.Testing;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>LiveKit does not answer, or the process dies.</summary>
internal static class OutageScenarios
{
    public static readonly Scenario[] All =
    [
        new("LiveKit is down at the end, across a crash", 60_000, "client_ended", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            await s.At(65);
            s.LiveKit.IsDown = true;
            await s.At(70);
            await s.Ends();
            await s.At(100);
            Assert.True(s.IsPresent);
            await s.Crashes(20);
            await s.At(200);
            Assert.True(s.IsPresent);
            s.LiveKit.IsDown = false;
            await s.Passes(61);
            Assert.False(s.IsPresent);
        }),
        new("started by the client, a crash, and only then somebody joins: the downtime is free", 15_000 + 40_000, "left", 0, async s =>
        {
            await s.Starts();
            await s.At(15);
            await s.Crashes(20);
            await s.At(45);
            var visit = await s.Joins();
            await s.At(75);
            await s.Leaves(visit);
        }),
        new("LiveKit is down for ten minutes while they are there", 790_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(95);
            s.LiveKit.IsDown = true;
            await s.At(600);
            Assert.Equal(200_000, await s.ChargedMs());
            await s.At(695);
            s.LiveKit.IsDown = false;
            await s.At(721);
            Assert.Equal(711_000, await s.ChargedMs());
            await s.At(800);
            await s.Leaves(visit);
        }),
        new("LiveKit is down for ten minutes, and they are gone when it answers", 80_000, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(95);
            s.LiveKit.IsDown = true;
            await s.At(300);
            s.LeavesUnheard(visit);
            await s.At(695);
            s.LiveKit.IsDown = false;
            await s.At(721);
            Assert.Equal(80_000, await s.ChargedMs());
        }),
        new("LiveKit is down for ten minutes, and they have connected anew when it answers", 80_000 + 399_001, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(95);
            s.LiveKit.IsDown = true;
            await s.At(300);
            s.LeavesUnheard(visit);
            await s.At(400);
            visit = s.JoinsUnheard();
            await s.At(695);
            s.LiveKit.IsDown = false;
            await s.At(800);
            await s.Leaves(visit);
        }),
        new("a new connection does not vouch for an older one while LiveKit is silent", 80_000 + 60_000, "client_ended", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(95);
            s.LiveKit.IsDown = true;
            await s.At(100);
            s.LeavesUnheard(visit);
            await s.At(1000);
            await s.Joins();
            await s.At(1060);
            await s.Ends();
            s.LiveKit.IsDown = false;
        }),
        new("of two devices the one that is left is not vouched for by the other's leave", 200_000, "client_ended", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            var other = await s.Joins();
            await s.At(95);
            s.LiveKit.IsDown = true;
            await s.At(200);
            await s.Leaves(other);
            await s.At(300);
            await s.Ends();
            s.LiveKit.IsDown = false;
        }),
        // The room's write, then the session's own, which is durable although it seems to fail.
        new("a leave whose write seems to fail while LiveKit is silent still ends the charge", 20_000, "client_ended", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(20);
            s.LiveKit.IsDown = true;
            await s.At(30);
            s.Backend.Shared.FailWrite(2, StorageFault.AfterWrite);
            await s.Leaves(visit);
            await s.At(100);
            await s.Ends();
            s.LiveKit.IsDown = false;
        }),
        new("a join told late, a crash, and they are gone: being told of it was no sign of life", 0, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = s.JoinsUnheard();
            s.LeavesUnheard(visit);
            await s.At(34);
            await s.HearsOfJoin(visit);
            await s.At(36);
            await s.Crashes(5);
            await s.At(200);
        }),
        new("a crash, and they are still there", 290_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(101);
            await s.Crashes(60);
            await s.At(162);
            Assert.Equal(152_000, await s.ChargedMs());
            await s.At(300);
            await s.Leaves(visit);
        }),
        new("a long crash, and they are still there", 990_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(101);
            await s.Crashes(600);
            await s.At(1000);
            await s.Leaves(visit);
        }),
        // LiveKit was asked at 90 s; the checkpoint at 100 s has made that durable.
        new("a crash, and they are gone", 80_000, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(101);
            s.Backend.Crash();
            s.LeavesUnheard(visit);
            await s.Backend.StartAgainAsync(TimeSpan.FromSeconds(60));
        }),
        new("they left, nobody was told, and then a crash: nobody pays for absence", 80_000, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(96);
            s.LeavesUnheard(visit);
            await s.At(105);
            await s.Crashes(20);
        }),
        new("a crash, and they have connected anew", 80_000 + 69_001, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(101);
            s.Backend.Crash();
            s.LeavesUnheard(visit);
            await s.Backend.StartAgainAsync(TimeSpan.FromSeconds(29), wake: false);
            visit = s.JoinsUnheard();
            s.Backend.Crash();
            await s.Backend.StartAgainAsync(TimeSpan.FromSeconds(10));
            await s.At(200);
            await s.Leaves(visit);
        }),
        new("a crash, and LiveKit is silent when the process is back", 490_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(101);
            s.LiveKit.IsDown = true;
            await s.Crashes(60);
            await s.At(400);
            Assert.InRange(await s.ChargedMs(), 80_000, 200_000);
            s.LiveKit.IsDown = false;
            await s.At(500);
            await s.Leaves(visit);
        }),
        new("crash after crash while LiveKit is silent adds nothing to what is charged unconfirmed", 80_000, "lost", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(101);
            s.LiveKit.IsDown = true;
            for (var i = 1; i <= 5; i++)
            {
                await s.Crashes(20);
                await s.At(100 + i * 150);
                Assert.InRange(await s.ChargedMs(), 80_000, 200_000);
            }

            s.LeavesUnheard(visit);
            s.LiveKit.IsDown = false;
        }),
        new("a join that was acknowledged just before a crash", 90_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = s.JoinsUnheard();
            await s.Backend.Room(Story.Room).Receive(s.LiveKit.Joined(visit));
            s.Backend.Crash();
            await s.Backend.StartAgainAsync(TimeSpan.FromSeconds(20));
            await s.At(100);
            await s.Leaves(visit);
        }),
        new("a leave that was acknowledged just before a crash", 90_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(100);
            await s.Backend.Room(Story.Room).Receive(s.LeavesUnheard(visit));
            s.Backend.Crash();
            await s.Backend.StartAgainAsync(TimeSpan.FromSeconds(20));
        }),
        new("a planned stop", 290_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(101);
            await s.Backend.StopAsync();
            await s.Backend.StartAgainAsync(TimeSpan.FromSeconds(20));
            await s.At(300);
            await s.Leaves(visit);
        }),
    ];
}
