using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Recovery;

/// <summary>Long random lives of one user: sessions, top-ups, storage errors, stops and crashes. The books always agree, and nobody pays for absence.</summary>
public class RandomStoryTests
{
    private static readonly string[] Rooms = ["kitchen", "garden", "cellar"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task However_it_goes_the_books_agree_and_nobody_pays_for_absence(int seed)
    {
        var random = new Random(seed);
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(random.Next(1, 20)));
        var startedAt = new Dictionary<string, DateTimeOffset>();
        var downAt = new List<(DateTimeOffset From, DateTimeOffset To)>();

        for (var step = 0; step < 40; step++)
        {
            var id = $"s{random.Next(12)}";
            switch (random.Next(10))
            {
                case 0 or 1 or 2:
                    startedAt.TryAdd(id, backend.Now);
                    await Callers.Answered(backend.Session(user, id).Start(new SessionTerms(Rooms[random.Next(3)], random.Next(100, 3000))));
                    break;
                case 3 or 4:
                    await Callers.Answered(backend.Session(user, id).End(null));
                    break;
                case 5:
                    await Callers.Answered(backend.Credit(user, Seconds(random.Next(1, 600))));
                    break;
                case 6:
                    backend.Shared.FailWrite(random.Next(1, 5), (StorageFault)random.Next(2));
                    break;
                case 7:
                    backend.CrashAtWrite(random.Next(1, 5), random.Next(2) == 0);
                    break;
                case 8:
                    if (random.Next(2) == 0) await backend.StopAsync();
                    else backend.Crash();
                    break;
            }

            await backend.AdvanceAsync(Ms(random.Next(1, 60_000)));
            await Callers.Insist(async () =>
            {
                // When exactly it died is not known here; it was down for this long at least.
                var (down, from) = (backend.IsDown, backend.Now);
                if (down) await backend.StartAgainAsync(Seconds(random.Next(0, 90)));
                if (down) downAt.Add((from, backend.Now));
                await Books.Balance(backend, user);
                return true;
            });
        }

        backend.Crash();
        await backend.StartAgainAsync();
        await backend.AdvanceAsync(Hours(5));
        Assert.Empty((await backend.Wallet(user).GetView(signOfLife: false)).Sessions);
        foreach (var session in await backend.Log(user).Read(200, null))
        {
            var view = await backend.Look(user, session.SessionId);
            Books.Add(view);
            Assert.True(view.StartTime >= startedAt[session.SessionId]);
            Assert.All(view.Pieces, piece => Assert.True(piece.From >= view.StartTime && piece.To <= view.EndTime));
            // A piece lies on one side of a downtime: it may end in the step in which the process died, but none goes on beyond it.
            Assert.All(downAt, down => Assert.DoesNotContain(view.Pieces, piece => piece.From < down.From && piece.To > down.To));
        }

        await Books.Balance(backend, user);
    }

    public static TheoryData<int> Seeds() => Tests.Seeds.UpTo(25);
}
