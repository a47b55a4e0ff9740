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
        public required long Opened { get; set; }
        public long? Stopped { get; set; }

        /// <summary>Stopped because nothing was left.</summary>
        public bool Exhausted { get; set; }

        public bool Closed { get; set; }

        /// <summary>Which millisecond was charged, and what it took from whom.</summary>
        public List<(long Ms, List<(Card Card, long Micros)> Payments)> Paid { get; } = [];

        /// <summary>Milliseconds of presence for which there was nothing left to pay with.</summary>
        public HashSet<long> Free { get; } = [];

        public long Charged => Paid.Sum(ms => ms.Payments.Sum(payment => payment.Micros));
    }

    private const long SevenDays = 7L * 24 * 60 * 60 * 1000;

    private long now;
    private long lastCredit;

    public List<Card> Cards { get; } = [];
    public List<Session> Sessions { get; } = [];

    public long Balance => Cards.Where(card => card.Expires > now).Sum(card => card.Available);

    public void Credit(string id, long micros, long expires, long at)
    {
        PassTo(at);
        lastCredit = at;
        Cards.Add(new() { Id = id, Activated = at, Expires = expires, Available = micros });
    }

    public void Open(string id, int rate, long at)
    {
        PassTo(at);
        Sessions.Add(new() { Id = id, Rate = rate, Opened = at });
        // The story lends it a second's worth to open with.
        lastCredit = at;
        StopEverybodyIfNothingIsLeft();
    }

    public void Close(string id, long end, long at)
    {
        PassTo(at);
        var session = Sessions.Single(s => s.Id == id);
        session.Closed = true;
        session.Stopped = Math.Max(session.Opened, Math.Min(end, session.Stopped ?? at));
        var before = Balance;
        TakeBack(session, session.Stopped.Value);
        ReviveExpired(at);
        if (Balance > before) lastCredit = at;
    }

    /// <summary>Pays for exactly the milliseconds that are <paramref name="present"/>; <paramref name="end"/> is the last one's end; null: and goes on, -1: there is none.</summary>
    public void Measure(string id, Func<long, bool> present, long? end, long at)
    {
        PassTo(at);
        var session = Sessions.Single(s => s.Id == id);
        if (session.Exhausted && Balance > 0)
            for (var ms = session.Stopped!.Value; ms < lastCredit; ms++) session.Free.Add(ms);
        var staysExhausted = session.Exhausted && Balance == 0 && !(end < session.Stopped);
        var paid = session.Paid.Select(ms => ms.Ms).ToHashSet();
        var from = 0L;
        while (from < at && present(from) == (paid.Contains(from)
            || (present(from) && (session.Free.Contains(from) || (staysExhausted && from >= session.Stopped))))) from++;
        if (from == at && staysExhausted) return;

        var before = Cards.ToDictionary(card => card, card => card.Available);
        TakeBack(session, from);
        var unpaid = new List<long>();
        for (var ms = from; ms < at; ms++)
        {
            if (!present(ms)) continue;
            session.Opened = Math.Min(session.Opened, ms);
            if (session.Free.Contains(ms)) continue;
            var payments = Pay(session.Rate, ms);
            if (payments.Count == 0)
            {
                unpaid.Add(ms);
                continue;
            }

            session.Free.UnionWith(unpaid);
            unpaid.Clear();
            session.Paid.Add((ms, payments));
        }

        ReviveExpired(at);
        if (Cards.Any(card => card.Available > before[card])) lastCredit = at;
        session.Exhausted = unpaid.Count > 0 && Balance == 0;
        session.Stopped = session.Exhausted ? unpaid[0] : end is { } last ? Math.Max(last, session.Opened) : null;
        if (!session.Exhausted) session.Free.UnionWith(unpaid);
        StopEverybodyIfNothingIsLeft();
    }

    private static void TakeBack(Session session, long from)
    {
        foreach (var (card, micros) in session.Paid.Where(ms => ms.Ms >= from).SelectMany(ms => ms.Payments)) card.Available += micros;
        session.Paid.RemoveAll(ms => ms.Ms >= from);
    }

    private void ReviveExpired(long at)
    {
        foreach (var card in Cards.Where(card => card.Available > 0 && card.Expires <= at)) card.Expires = at + SevenDays;
    }

    public void PassTo(long at)
    {
        while (now < at)
        {
            foreach (var session in Sessions.Where(s => s.Stopped is null))
                session.Paid.Add((now, Pay(session.Rate, now)));
            now++;
            ExpireCards();
            StopEverybodyIfNothingIsLeft();
        }
    }

    private List<(Card, long)> Pay(long owed, long ms)
    {
        var payments = new List<(Card, long)>();
        var valid = Cards.Where(card => card.Activated <= ms && ms < card.Expires);
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
        foreach (var session in Sessions.Where(session => session.Stopped is null))
        {
            session.Stopped = now;
            session.Exhausted = true;
        }
    }
}
