namespace MindBot.Metering.Tests.Reference;

/// <summary>
/// The same prepaid time, told naively: every session pays for every millisecond by itself, and every payment is remembered. Slow, obvious,
/// and written without a look at the rules. Microseconds and milliseconds.
/// </summary>
internal sealed class BruteForce
{
    internal sealed class Card
    {
        public required string Id { get; init; }
        public required long Activated { get; init; }
        public required long Expires { get; set; }
        public required long Available { get; set; }
        public long Expired { get; set; }
    }

    internal sealed class Session
    {
        public required string Id { get; init; }
        public required int Rate { get; init; }
        public required long Opened { get; init; }
        public long? Stopped { get; set; }
        public bool Closed { get; set; }

        /// <summary>Which millisecond was charged, and what it took from whom.</summary>
        public List<(long Ms, List<(Card Card, long Micros)> Payments)> Paid { get; } = [];

        public long Charged => Paid.Sum(ms => ms.Payments.Sum(payment => payment.Micros));
    }

    private const long SevenDays = 7L * 24 * 60 * 60 * 1000;

    private long now;

    public List<Card> Cards { get; } = [];
    public List<Session> Sessions { get; } = [];

    public long Balance => Cards.Where(card => card.Expires > now).Sum(card => card.Available);

    public void Credit(string id, long micros, long expires, long at)
    {
        PassTo(at);
        Cards.Add(new() { Id = id, Activated = at, Expires = expires, Available = micros });
    }

    public void Open(string id, int rate, long at)
    {
        PassTo(at);
        Sessions.Add(new() { Id = id, Rate = rate, Opened = at });
        StopEverybodyIfNothingIsLeft();
    }

    public void Close(string id, long end, long at)
    {
        PassTo(at);
        var session = Sessions.Single(s => s.Id == id);
        session.Closed = true;
        session.Stopped = Math.Max(session.Opened, Math.Min(end, session.Stopped ?? at));
        foreach (var (_, payments) in session.Paid.Where(ms => ms.Ms >= session.Stopped))
            foreach (var (card, micros) in payments)
            {
                card.Available += micros;
                if (card.Expires <= at) card.Expires = at + SevenDays;
            }

        session.Paid.RemoveAll(ms => ms.Ms >= session.Stopped);
    }

    public void PassTo(long at)
    {
        while (now < at)
        {
            foreach (var session in Sessions.Where(s => s.Stopped is null))
                session.Paid.Add((now, Pay(session.Rate)));
            now++;
            ExpireCards();
            StopEverybodyIfNothingIsLeft();
        }
    }

    private List<(Card, long)> Pay(long owed)
    {
        var payments = new List<(Card, long)>();
        var valid = Cards.Where(card => card.Activated <= now && now < card.Expires);
        foreach (var card in valid.OrderBy(c => c.Expires).ThenBy(c => c.Activated).ThenBy(c => c.Id, StringComparer.Ordinal))
        {
            var part = Math.Min(owed, card.Available);
            if (part == 0) continue;
            card.Available -= part;
            owed -= part;
            payments.Add((card, part));
        }

        return payments;
    }

    private void ExpireCards()
    {
        foreach (var card in Cards.Where(card => card.Expires <= now))
        {
            card.Expired += card.Available;
            card.Available = 0;
        }
    }

    private void StopEverybodyIfNothingIsLeft()
    {
        if (Balance > 0) return;
        foreach (var session in Sessions) session.Stopped ??= now;
    }
}
