using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.Crashes;

/// <summary>Watches sessions come back to life without touching them: the list names none of them, and is no sign of life.</summary>
internal static class Recovery
{
    /// <summary>The open ones are listed always; of the finished ones there are more and more, and reading them all would keep the server from its work.</summary>
    private const string OpenSessions = "/time/sessions?limit=1";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Waits until every live talk of everybody is metered again. A session that nobody has taken over yet shows the outage as elapsed
    /// time, a paused one stands still; only one that is really back shows its time without the outage, and grows.
    /// </summary>
    public static async Task Await(IEnumerable<Person> people, TimeSpan limit, Tally tally)
    {
        var since = ClientClock.Now;
        await Task.WhenAll(people.Select(person => Await(person, since + limit, tally)));
    }

    /// <summary>Looks at every live talk, so that the next outage is measured from here.</summary>
    public static async Task Look(IEnumerable<Person> people, Tally tally)
    {
        foreach (var person in people)
        {
            var list = await person.Get(OpenSessions);
            foreach (var (talk, elapsed) in Shown(person, list)) Accept(person, talk, elapsed, list, tally);
        }
    }

    private static async Task Await(Person person, TimeSpan deadline, Tally tally)
    {
        var waiting = person.Talks.Where(talk => talk.IsLive).ToHashSet();
        var firstSeen = new Dictionary<Talk, TimeSpan>();
        while (waiting.Count > 0)
        {
            var missing = string.Join(", ", waiting.Select(talk => talk.Id));
            Assert.True(ClientClock.Now < deadline, $"{person}: {missing} did not go on without being called");
            var list = await person.Get(OpenSessions);
            foreach (var (talk, elapsed) in Shown(person, list).Where(shown => waiting.Contains(shown.Talk)))
            {
                if (!talk.PresenceAt(list.SentAt, list.AnsweredAt).IsWithoutOutage(elapsed)) continue;
                if (!firstSeen.TryAdd(talk, elapsed) && elapsed > firstSeen[talk])
                {
                    Accept(person, talk, elapsed, list, tally);
                    waiting.Remove(talk);
                }
            }
            await Task.Delay(Pause);
        }
    }

    private static void Accept(Person person, Talk talk, TimeSpan elapsed, Reply shown, Tally tally)
    {
        tally.Compare($"{person}'s {talk.Id}", talk.PresenceAt(shown.SentAt, shown.AnsweredAt), elapsed);
        talk.Look(elapsed, shown);
    }

    private static IEnumerable<(Talk Talk, TimeSpan Elapsed)> Shown(Person person, Reply list)
    {
        var live = person.Talks.Where(talk => talk.IsLive).ToDictionary(talk => talk.Id);
        foreach (var session in list.Ok.GetProperty("sessions").EnumerateArray())
        {
            if (!live.TryGetValue(session.GetProperty("session_id").GetString()!, out var talk)) continue;
            Assert.Equal("active", session.GetProperty("status").GetString());
            yield return (talk, TimeSpan.FromMilliseconds((long)(session.GetProperty("duration_seconds").GetDecimal() * 1000)));
        }
    }
}
