namespace MindBot.Simulation.Truth;

/// <summary>
/// What a user's time must be when nothing fails, told as simply as it can be: cards, who talks at which rate, and what that burns from one moment to
/// the next. Milliseconds and microseconds; written without a look at the rules. <paramref name="sinceMidnightMs"/>: how old the day was when time began.
/// </summary>
internal sealed class Purse(long sinceMidnightMs)
{
    internal sealed class Card
    {
        public required string Id { get; init; }
        public required long Activated { get; init; }
        public required long Expires { get; set; }
        public required long Left { get; set; }
        public long Spent { get; set; }
        public long TakenBack { get; set; }
        public bool IsDisputed { get; set; }

        /// <summary>Since when nobody can have it, be it disputed or frozen with all the others.</summary>
        public long? HeldSince { get; set; }
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

        /// <summary>Those who share a day's limit have the same word.</summary>
        public string? Key { get; init; }
        public long DayMs { get; init; }

        /// <summary>The day's limit has stopped it, perhaps in the same millisecond as something else.</summary>
        public bool AtDaysLimit { get; set; }

        /// <summary>Something else has.</summary>
        public bool AtOtherEnd { get; set; }
    }

    private const long DayMs = 86_400_000;

    private const long BackWithinMs = 30_000;

    private readonly Dictionary<(string Key, long Day), long> used = [];
    private long now;

    public List<Card> Cards { get; } = [];

    public Dictionary<string, Talk> Talks { get; } = [];

    public long Debt { get; private set; }

    public bool IsFrozen { get; private set; }

    public long Left => Usable().Sum(card => card.Left);

    /// <summary>The last millisecond takes what remains, for all who talk.</summary>
    public void PassTo(long to)
    {
        while (now < to)
        {
            var running = Talks.Values.Where(talk => talk.Runs).ToList();
            long rate = running.Sum(talk => talk.Rate), left = Left;
            if (rate > 0 && left == 0) StopAll();
            var next = Math.Min(to, now + DayMs - (now + sinceMidnightMs) % DayMs);
            foreach (var card in Cards) if (card.Expires > now && card.HeldSince is null) next = Math.Min(next, card.Expires);
            foreach (var talk in Talks.Values) if (!talk.Over) next = Math.Min(next, EndOf(talk));
            if (rate > 0 && left > 0)
            {
                next = Math.Min(next, now + (left + rate - 1) / rate);
                foreach (var talk in running) if (talk.Key is not null) next = Math.Min(next, now + SharedLeft(talk));
                Take(rate * (next - now));
                foreach (var talk in running) Talked(talk, next - now);
            }

            now = next;
            foreach (var talk in Talks.Values)
                if (!talk.Over && EndOf(talk) <= now) (talk.Runs, talk.Over, talk.AtOtherEnd) = (false, true, true);
            StopSpent();
        }
    }

    /// <summary>What is left of the day for all with this word.</summary>
    public long LeftToday(string key, long dayMs) => dayMs - used.GetValueOrDefault((key, Today));

    /// <summary>Whether what a client has measured beyond our own measure is more than what the day has left.</summary>
    public bool IsTooMuchForToday(string id, long reportedMs) =>
        Talks.TryGetValue(id, out var talk) && talk is { Over: false, Key: not null } && reportedMs - talk.Ms > LeftToday(talk.Key, talk.DayMs);

    public void Credit(string id, long micros, long expires)
    {
        if (Cards.Any(card => card.Id == id)) return;
        var paid = Math.Min(Debt, micros);
        Debt -= paid;
        Cards.Add(new() { Id = id, Activated = now, Expires = expires, Left = micros - paid });
        Hold();
    }

    public void Begin(string id, int rate, long limitMs, string? key, long dayMs)
    {
        if (!Talks.TryGetValue(id, out var talk)) Talks[id] = talk = new() { Rate = rate, LimitAt = now + limitMs, Key = key, DayMs = dayMs };
        (talk.Runs, talk.AwaySince) = (!talk.Over, null);
        StopSpent();
    }

    public void Pause(string id) => (Talks[id].Runs, Talks[id].AwaySince) = (false, now);

    /// <summary>At the end a client may have measured more than we: it is charged, as far as there is something left.</summary>
    public void End(string id, long reportedMs)
    {
        if (!Talks.TryGetValue(id, out var talk) || talk.Over) return;
        (talk.Runs, talk.Over, talk.AtOtherEnd) = (false, true, true);
        var more = Math.Max(0, reportedMs - talk.Ms) * talk.Rate;
        var taken = Take(more);
        Talked(talk, (taken + talk.Rate - 1) / talk.Rate);
        StopSpent();
    }

    /// <summary>Nobody talks, and nobody can have anything of it, until it thaws; cards live on from where they were.</summary>
    public void Freeze()
    {
        IsFrozen = true;
        foreach (var talk in Talks.Values.Where(talk => !talk.Over)) (talk.Runs, talk.Over, talk.AtOtherEnd) = (false, true, true);
        Hold();
    }

    public void Thaw()
    {
        IsFrozen = false;
        Hold();
    }

    /// <summary>
    /// So much of a card has gone back in all; while its payment is disputed nothing burns it. Answers what of it was talked away: its buyer owes that.
    /// </summary>
    public long Return(string id, long total, bool disputed)
    {
        var card = Cards.Single(card => card.Id == id);
        card.IsDisputed = disputed;
        Hold();
        var demanded = total - card.TakenBack;
        var unspent = Math.Min(demanded, card.Left);
        card.TakenBack = total;
        card.Left -= unspent;
        StopSpent();
        return demanded - unspent;
    }

    public void Owe(long micros) => Debt += micros;

    private static long EndOf(Talk talk) => Math.Min(talk.LimitAt, talk.AwaySince + BackWithinMs ?? long.MaxValue);

    private IEnumerable<Card> Usable() => Cards
        .Where(card => card.Left > 0 && card.HeldSince is null && now < card.Expires)
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

    private void Hold()
    {
        foreach (var card in Cards)
            if (card.IsDisputed || IsFrozen) card.HeldSince ??= now;
            else if (card.HeldSince is { } since) (card.HeldSince, card.Expires) = (null, card.Expires + now - since);
    }

    private long Today => (now + sinceMidnightMs) / DayMs;

    private void Talked(Talk talk, long ms)
    {
        talk.Ms += ms;
        if (talk.Key is not null) used[(talk.Key, Today)] = used.GetValueOrDefault((talk.Key, Today)) + ms;
    }

    /// <summary>How long all who talk under this word can go on together, to the whole millisecond.</summary>
    private long SharedLeft(Talk talk) => LeftToday(talk.Key!, talk.DayMs) / Talks.Values.Count(other => other.Runs && other.Key == talk.Key);

    private void StopSpent()
    {
        var spent = Talks.Values.Where(talk => talk is { Runs: true, Key: not null } && SharedLeft(talk) == 0).ToList();
        foreach (var talk in spent) talk.AtDaysLimit = true;
        if (Left == 0) StopAll();
        foreach (var talk in spent) (talk.Runs, talk.Over) = (false, true);
    }

    /// <summary>Nothing is left: who talks is stopped for good.</summary>
    private void StopAll()
    {
        foreach (var talk in Talks.Values) if (talk.Runs) (talk.Runs, talk.Over, talk.AtOtherEnd) = (false, true, true);
    }
}
