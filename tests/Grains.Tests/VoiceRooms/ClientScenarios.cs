using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>What the client starts and ends, and who has no right to be there.</summary>
internal static class ClientScenarios
{
    public static readonly Scenario[] All =
    [
        new("started by the client before the join", 80_000, "left", 0, async s =>
        {
            await s.Starts();
            await s.At(20);
            var visit = await s.Joins();
            await s.At(80);
            await s.Leaves(visit);
        }),
        new("started by the client after the join", 70_000, "left", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(30);
            await s.Starts();
            await s.At(80);
            await s.Leaves(visit);
        }),
        new("a client that reports less than its presence", 50_000, "client_ended", 1, async s =>
        {
            await s.Starts();
            await s.At(20);
            await s.Joins();
            await s.At(50);
            await s.Ends(reported: Seconds(10));
        }),
        new("a client that reports more than its presence", 50_000, "client_ended", 1, async s =>
        {
            await s.Starts();
            await s.At(20);
            await s.Joins();
            await s.At(50);
            await s.Ends(reported: Seconds(200));
        }),
        new("without any word from LiveKit the client's larger report counts", 200_000, "client_ended", 1, async s =>
        {
            await s.Starts();
            await s.At(50);
            await s.Ends(reported: Seconds(200));
        }),
        new("ended by the client while they are there", 60_000, "client_ended", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            await s.Joins();
            await s.At(70);
            await s.Ends();
            await s.Passes(1);
            Assert.False(s.IsPresent);
            Assert.False(s.LiveKit.Exists(Story.Room));
        }),
        new("ended by the client after they left", 60_000, "client_ended", 1, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(70);
            await s.Leaves(visit);
            await s.At(80);
            await s.Ends();
        }),
        new("nobody ever joins", 0, "cancelled", 1, async s =>
        {
            await s.Prepares();
            await s.At(299);
            Assert.Equal("pending", await s.Status());
            await s.At(301);
            await s.IsOver(0, "cancelled");
        }),
        new("a client that starts and never joins is not taken for lost", 600_000, "session_limit", 1, async s =>
        {
            await s.Starts(limit: Minutes(10));
            await s.At(599);
            Assert.Equal("active", await s.Status());
        }),
        new("somebody else walks in", 100_000, "left", 1, async s =>
        {
            await s.Prepares();
            var visit = await s.Joins();
            await s.At(30);
            var intruder = await s.Another();
            await intruder.Joins();
            await s.At(31);
            Assert.False(intruder.IsPresent);
            Assert.True(s.IsPresent);
            await s.At(100);
            await s.Leaves(visit);
            Assert.Equal(Hours(1).Micros(), await s.Backend.Balance(intruder.User));
        }),
        new("somebody comes after their session was ended", 60_000, "client_ended", 2, async s =>
        {
            await s.Prepares();
            await s.Joins();
            await s.At(60);
            await s.Ends();
            await s.At(70);
            await s.Joins();
            await s.Passes(1);
            Assert.False(s.IsPresent);
        }),
        new("somebody who never had a session", 0, "cancelled", 2, async s =>
        {
            await s.Joins(Story.OtherRoom);
            await s.At(1);
            Assert.False(s.LiveKit.IsPresent(s.User, Story.OtherRoom));
            await s.Prepares();
        }),
        new("the session limit while they are there", 90_000, "session_limit", 1, async s =>
        {
            await s.Prepares(limit: Seconds(90));
            await s.At(10);
            await s.Joins();
            await s.At(101);
            Assert.False(s.IsPresent);
        }),
        new("replaced in the same room while they are connected", 40_000, "superseded", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(50);
            await s.Starts("next");
            await s.At(80);
            await s.Leaves(visit);
            await s.At(120);
            await s.IsOver(30_000, "left", "next");
        }),
        new("replaced by a session that was made before it starts", 40_000, "superseded", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var visit = await s.Joins();
            await s.At(30);
            await s.Prepares("next");
            await s.At(50);
            await s.Starts("next");
            await s.At(80);
            await s.Leaves(visit);
            await s.At(120);
            await s.IsOver(30_000, "left", "next");
        }),
        new("replaced by the first join of a session that was made before", 40_000, "superseded", 0, async s =>
        {
            await s.Prepares();
            await s.At(10);
            var older = await s.Joins();
            await s.At(30);
            await s.Prepares("next");
            await s.At(50);
            var newer = await s.Joins();
            await s.At(51);
            await s.Leaves(older);
            await s.At(80);
            await s.Leaves(newer);
            await s.At(120);
            await s.IsOver(30_000, "left", "next");
        }),
        new("made, but not yet started, a session takes no presence from the one before", 100_000, "left", 1, async s =>
        {
            await s.Prepares();
            var visit = await s.Joins();
            await s.At(10);
            await s.Prepares("next");
            await s.At(100);
            await s.Leaves(visit);
            await s.At(320);
            await s.IsOver(0, "cancelled", "next");
        }),
    ];
}
