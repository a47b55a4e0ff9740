using System.Collections.Concurrent;
using MindBot.Tests.Clients;
using MindBot.Tests.Server;

namespace MindBot.Tests.Crowds;

/// <summary>Many people who buy, give, talk, and check their books.</summary>
internal sealed class Crowd
{
    private readonly HashSet<Talk> compared = [];

    private Crowd(IReadOnlyList<Person> people) => People = people;

    public IReadOnlyList<Person> People { get; }

    /// <summary>Codes of gift cards that nobody has tried yet.</summary>
    public ConcurrentQueue<string> Codes { get; } = new();

    public int LiveTalks => People.Sum(person => person.Talks.Count(talk => talk.IsLive));

    /// <summary>Everybody has a card.</summary>
    public static async Task<Crowd> Register(Frontend frontend, int people)
    {
        var registrations = Enumerable.Range(1, people).Select(number => Person.Register(frontend, $"person{number}"));
        var crowd = new Crowd(await Task.WhenAll(registrations));
        await Task.WhenAll(crowd.People.Select(person => person.Buy().Complete()));
        return crowd;
    }

    /// <summary>Starts talks, all at once and evenly over the people, until there are so many.</summary>
    public Task StartTalks(int total)
    {
        // Whoever talks least begins first, or after many rounds a few would have them all.
        var least = new PriorityQueue<Person, int>(People.Select(person => (person, person.Talks.Count(talk => talk.IsLive))));
        var starts = new List<Task>();
        for (var missing = total - LiveTalks; missing > 0; missing--)
        {
            least.TryDequeue(out var person, out var live);
            least.Enqueue(person!, live + 1);
            starts.Add(person!.NewTalk().Start.Complete());
        }

        return Task.WhenAll(starts);
    }

    public Task EndTalks(int number) => Task.WhenAll(
        People.SelectMany(person => person.Talks).Where(talk => talk.IsLive).Take(number).ToList()
            .Where(talk => talk.TryTakeEnd()).Select(talk => talk.End.Complete()));

    public Task EndAll() => EndTalks(int.MaxValue);

    /// <summary>Sends orders of every kind at once. Whether they are answered is for the server's fate to decide.</summary>
    public Task SendSomeOfEverything()
    {
        var (ann, bob, cid) = (People[^1], People[^2], People[^3]);
        var end = bob.Talks.First(talk => talk.TryTakeEnd()).End;
        return Task.WhenAll(
            ann.Buy().Send(), ann.NewTalk().Start.Send(), end.Send(), bob.BuyGift().Send(), cid.Buy().Send(), cid.NewTalk().Start.Send());
    }

    public void Interrupt(Outage outage)
    {
        foreach (var talk in People.SelectMany(person => person.Talks)) talk.Interrupt(outage);
    }

    /// <summary>
    /// Whatever was not answered is sent again under its key. Every third purchase never is: its buyer went away.
    /// </summary>
    /// <returns>How many were sent again.</returns>
    public async Task<int> RepeatLost()
    {
        var repeated = 0;
        foreach (var person in People)
        {
            IEnumerable<Order> orders =
            [
                .. person.Talks.SelectMany(talk => new[] { talk.Start, talk.End }), .. person.Gifts, .. person.Redemptions,
                .. person.Purchases.Where((_, number) => number % 3 != 2),
            ];
            foreach (var order in orders.Where(order => order.IsLost).ToList())
            {
                await order.CompleteAfterLoss();
                if (person.Gifts.Contains(order)) Codes.Enqueue(CodeOf(order));
                repeated++;
            }
        }
        return repeated;
    }

    /// <summary>The books of everybody, the new receipts against the stopwatch, and no card in two wallets (I11).</summary>
    public async Task CheckBooks(Tally tally)
    {
        var cards = await Task.WhenAll(People.Select(Books.Check));
        Assert.Equal(cards.Sum(own => own.Count), cards.SelectMany(own => own).Distinct().Count());
        foreach (var person in People)
            await Books.CheckEnded(person, person.Talks.Where(talk => talk.End.Succeeded && compared.Add(talk)), tally);
    }

    public static string CodeOf(Order gift) => gift.Answer!.Ok.GetProperty("activation_code").GetString()!;
}
