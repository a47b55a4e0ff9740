using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class DailyLimitCrowdTests
{
    private const int Users = 50, SessionsPerUser = 4;

    private static readonly SessionPersona Bear = new("story-bear", "Story Bear", "family", 700, DailyLimitMs: Minutes(60).ElapsedMs());

    /// <summary>Each user's four sessions start at once, two of them with a join at LiveKit, and stop together after a quarter of the day's time.</summary>
    [Fact]
    public async Task Of_two_hundred_sessions_that_start_at_once_every_users_stop_together_exactly_at_the_limit()
    {
        await using var backend = await Backend.StartAsync(options => options.UnattendedMinutes = 60);
        var users = await Task.WhenAll(Enumerable.Range(0, Users).Select(_ => backend.UserWith(Hours(5))));
        await Task.WhenAll(users.SelectMany(user => Enumerable.Range(0, SessionsPerUser).Select(i => Begin(backend, user, i))));
        await backend.AdvanceAsync(Minutes(16));

        foreach (var user in users)
        {
            var sessions = await backend.Log(user).Read(SessionsPerUser + 1, null);
            Assert.Equal(SessionsPerUser, sessions.Length);
            Assert.All(sessions, session => Assert.Equal("daily_limit", session.EndReason));
            Assert.Single(sessions.Select(session => session.EndTime).Distinct());
            Assert.InRange(sessions.Sum(session => session.ElapsedMs), Minutes(60).ElapsedMs() - SessionsPerUser + 1, Minutes(60).ElapsedMs());
            Assert.Equal((Hours(5).Micros() - sessions.Sum(session => session.ElapsedMs) * 700), await backend.Balance(user));
            await Books.Balance(backend, user);
        }
    }

    private static async Task Begin(Backend backend, string user, int i)
    {
        var (id, room) = ($"s{i}", $"{user}-{i}");
        var terms = new SessionTerms(room, 700, Persona: Bear);
        Assert.Null(await backend.Room(room).Claim(user, id));
        if (i % 2 == 0)
        {
            Assert.Null((await backend.Session(user, id).Start(terms)).Refusal);
            return;
        }

        Assert.Null((await backend.Session(user, id).Prepare(terms)).Refusal);
        await backend.Room(room).Receive(backend.LiveKit.Joined(backend.LiveKit.Join(user, room)));
    }
}
