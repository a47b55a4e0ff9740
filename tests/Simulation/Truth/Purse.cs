namespace MindBot.Simulation.Truth;

/// <summary>
/// What a user's time must be when nothing fails, told as simply as it can be: cards, who talks at which rate, and what that burns from one moment to
/// the next. Milliseconds and microseconds; written without a look at the rules.
/// </summary>
internal sealed class Purse
{
    internal sealed class Card
    {
        public required string Id { get; init; }
        public required long Activated { get; init; }
        public required long Expires { get; set; }
        public required long Left { get; set; }
        public long Spent { get; set; }
        public long TakenBack { get; set; }
        public long? FrozenAt { get; set; }
    }

    internal sealed class Talk
    {
        public required int Rate { get; init; }
        public required long LimitAt { get; init; }
        public bool Runs { get; set; }
        public bool Over { get; set; }

        /// <summary>Since when its user is away; who is back within half a minute goes on.</summary>
        public long? AwaySince { get; set; }

        public long Ms { get; set; }
    }

    private const long BackWithinMs = 30_000;

    private long now;

    public List<Card> Cards { get; } = [];

    public Dictionary<string, Talk> Talks { get; } = [];

    public long Debt { get; private set; }

    public long Left => Usable().Sum(card => card.Left);

    /// <summary>The last millisecond takes what remains, for all who talk.</summary>
    public void PassTo(long to)
    {
        while (now < to)
        {
            var running = Talks.Values.Where(talk => talk.Runs).ToList();
            long rate = running.Sum(talk => talk.Rate), left = Left;
            if (rate > 0 && left == 0) StopAll();
            var next = to;
            foreach (var card in Cards) if (card.Expires > now && card.FrozenAt is null) next = Math.Min(next, card.Expires);
            foreach (var talk in Talks.Values) if (!talk.Over) next = Math.Min(next, EndOf(talk));
            if (rate > 0 && left > 0)
            {
                next = Math.Min(next, now + (left + rate - 1) / rate);
                Take(rate * (next - now));
                foreach (var talk in running) talk.Ms += next - now;
            }

            now = next;
            foreach (var talk in Talks.Values) if (EndOf(talk) <= now) (talk.Runs, talk.Over) = (false, true);
            if (Left == 0) StopAll();
        }
    }

    public void Credit(string id, long micros, long expires)
    {
        if (Cards.Any(card => card.Id == id)) return;
        var paid = Math.Min(Debt, micros);
        Debt -= paid;
        Cards.Add(new() { Id = id, Activated = now, Expires = expires, Left = micros - paid });
    }

    public void Begin(string id, int rate, long limitMs)
    {
        if (!Talks.TryGetValue(id, out var talk)) Talks[id] = talk = new() { Rate = rate, LimitAt = now + limitMs };
        (talk.Runs, talk.AwaySince) = (!talk.Over, null);
        if (Left == 0) StopAll();
    }

    public void Pause(string id) => (Talks[id].Runs, Talks[id].AwaySince) = (false, now);

    /// <summary>At the end a client may have measured more than we: it is charged, as far as there is something left.</summary>
    public void End(string id, long reportedMs)
    {
        if (!Talks.TryGetValue(id, out var talk) || talk.Over) return;
        (talk.Runs, talk.Over) = (false, true);
        var more = Math.Max(0, reportedMs - talk.Ms) * talk.Rate;
        var taken = Take(more);
        talk.Ms += (taken + talk.Rate - 1) / talk.Rate;
        if (Left == 0) StopAll();
    }

    /// <summary>
    /// So much of a card has gone back in all; while its payment is disputed nothing burns it. Answers what of it was talked away: its buyer owes that.
    /// </summary>
    public long Return(string id, long total, bool disputed)
    {
        var card = Cards.Single(card => card.Id == id);
        if (card.FrozenAt is { } frozenAt && !disputed) (card.FrozenAt, card.Expires) = (null, card.Expires + now - frozenAt);
        if (disputed) card.FrozenAt ??= now;
        var demanded = total - card.TakenBack;
        var unspent = Math.Min(demanded, card.Left);
        card.TakenBack = total;
        card.Left -= unspent;
        if (Left == 0) StopAll();
        return demanded - unspent;
    }

    public void Owe(long micros) => Debt += micros;

    private static long EndOf(Talk talk) => Math.Min(talk.LimitAt, talk.AwaySince + BackWithinMs ?? long.MaxValue);

    private IEnumerable<Card> Usable() => Cards
        .Where(card => card.Left > 0 && card.FrozenAt is null && now < card.Expires)
        .OrderBy(card => card.Expires).ThenBy(card => card.Activated).ThenBy(card => card.Id, StringComparer.Ordinal);

    private long Take(long micros)
    {
        var wanted = micros;
        foreach (var card in Usable().ToList())
        {
            var part = Math.Min(micros, card.Left);
            card.Left -= part;
            card.Spent += part;
            micros -= part;
        }

        return wanted - micros;
    }

    /// <summary>Nothing is left: who talks is stopped for good.</summary>
    private void StopAll()
    {
        foreach (var talk in Talks.Values) if (talk.Runs) (talk.Runs, talk.Over) = (false, true);
    }
}
