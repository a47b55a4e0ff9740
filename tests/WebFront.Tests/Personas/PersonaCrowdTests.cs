using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Personas;

[Collection(FrontCollection.Name)]
public sealed class PersonaCrowdTests(FrontServer server)
{
    private const int Users = 50, SessionsPerUser = 4;
    private const decimal DailySeconds = 60 * 60, ReportedSeconds = 25 * 60;

    /// <summary>Each of four sessions that start and end at once claims 25 of the day's 60 minutes.</summary>
    [Fact]
    public async Task Of_two_hundred_starts_at_once_nobody_gets_more_than_the_day()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, Users).Select(_ => server.NewUserWith("basic_5h")));
        var sessions = await Task.WhenAll(users.SelectMany(user => Enumerable.Range(0, SessionsPerUser).Select(async _ =>
        {
            var answer = await user.Post("/personas/story-bear/session", new { }).Ok();
            var id = answer.Text("session_id");
            await user.Start(id, answer.Text("room_name"));
            return (User: user, Id: id);
        })));
        Assert.Equal(Users * SessionsPerUser, sessions.Select(session => (session.User.Email, session.Id)).Distinct().Count());

        await Task.WhenAll(sessions.Select(async session =>
        {
            using var ended = await session.User.Post("/time/session/end", new { session_id = session.Id, duration_seconds = ReportedSeconds });
            if (ended.IsSuccessStatusCode) return;
            Assert.Equal("duration_too_long", (await ended.Json()).Text("code"));
        }));
        foreach (var own in sessions.GroupBy(session => session.User))
        {
            var seconds = new List<decimal>();
            foreach (var (user, id) in own) seconds.Add((await user.Post("/time/session/end", new { session_id = id }).Ok()).Number("duration_seconds"));
            Assert.Equal(2, seconds.Count(each => each == ReportedSeconds));
            Assert.InRange(seconds.Sum(), 2 * ReportedSeconds, DailySeconds);
        }
    }
}
