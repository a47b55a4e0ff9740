namespace MindBot.Metering.Tests.Reference;

/// <summary>
/// Daily limits, told naively: every session writes down every millisecond that it has used. Nothing costs anything. Milliseconds; written without a
/// look at the rules.
/// </summary>
internal sealed class AllowanceModel(IReadOnlyDictionary<string, long> limits, long begins)
{
    internal sealed class Talk
    {
        public required string Id { get; init; }

        /// <summary>Null: it is not limited.</summary>
        public required string? Key { get; init; }

        public required long Opened { get; set; }
        public string State { get; set; } = "Running";
        public long? Stopped { get; set; }
        public bool Closed { get; set; }
        public SortedSet<long> Used { get; } = [];
        public long Reported { get; set; }
        public long ReportedAt { get; set; }
        public long Elapsed => Used.Count + Reported;
    }

    private const long Day = 24L * 60 * 60 * 1000;

    private readonly Dictionary<(string Key, long Day), long> used = [];
    private long now = begins;

    public List<Talk> Talks { get; } = [];

    public IEnumerable<Talk> Open => Talks.Where(talk => !talk.Closed);

    public long UsedOn(string key, long day) => used.GetValueOrDefault((key, day));

    public void PassTo(long at)
    {
        for (; now < at; now++)
        {
            StopWhoHasNothingLeft();
            foreach (var talk in Talks.Where(talk => talk.State == "Running")) Use(talk, now);
        }

        StopWhoHasNothingLeft();
    }

    public bool Begin(string id, string? key, long at)
    {
        PassTo(at);
        if (key is not null && limits[key] - UsedOn(key, at / Day) < 1000) return false;
        Talks.Add(new() { Id = id, Key = key, Opened = at });
        StopWhoHasNothingLeft();
        return true;
    }

    public void Pause(Talk talk, long end, long at)
    {
        PassTo(at);
        end = Math.Max(end, talk.Opened);
        if (talk.Stopped <= end) return;
        Forget(talk, end);
        Stop(talk, "Paused", end);
    }

    public void Resume(Talk talk, long from, long at)
    {
        PassTo(at);
        if (talk.State != "Paused") return;
        UseAll(talk, Math.Max(from, talk.Stopped!.Value), at, _ => true);
        StopWhoHasNothingLeft();
    }

    /// <summary><paramref name="end"/>: of the last presence; null: it goes on, -1: there was none.</summary>
    public void Measure(Talk talk, long since, Func<long, bool> present, long? end, long at)
    {
        PassTo(at);
        var from = since;
        while (from < at && present(from) == talk.Used.Contains(from)) from++;
        if (from == at && talk.State == "Running" && end is null) return;
        Forget(talk, from);
        for (var ms = since; ms < at; ms++)
            if (present(ms))
            {
                talk.Opened = Math.Min(talk.Opened, ms);
                break;
            }

        UseAll(talk, from, at, present);
        if (talk.State == "Running" && end is { } last) Stop(talk, "Paused", last < 0 ? talk.Opened : last);
        StopWhoHasNothingLeft();
    }

    /// <summary>False: the report is more than the day's limit leaves, and nothing happened.</summary>
    public bool Close(Talk talk, long end, long? reported, long at)
    {
        PassTo(at);
        end = Math.Max(talk.Opened, Math.Min(end, talk.Stopped ?? at));
        var excess = Math.Max(0, (reported ?? 0) - talk.Used.Count(ms => ms < end));
        var back = talk.Used.Count(ms => ms >= end && ms / Day == end / Day);
        if (talk.Key is { } key && excess > 0 && excess > limits[key] - UsedOn(key, end / Day) + back) return false;
        Forget(talk, end);
        (talk.Closed, talk.Reported, talk.ReportedAt) = (true, excess, end);
        Stop(talk, "Closed", end);
        if (talk.Key is { } counted) used[(counted, end / Day)] = UsedOn(counted, end / Day) + excess;
        StopWhoHasNothingLeft();
        return true;
    }

    private void UseAll(Talk talk, long from, long to, Func<long, bool> present)
    {
        (talk.State, talk.Stopped) = ("Running", null);
        for (var ms = from; ms < to; ms++)
        {
            if (!present(ms)) continue;
            if (talk.Key is { } key && UsedOn(key, ms / Day) >= limits[key])
            {
                Stop(talk, "Limited", ms);
                return;
            }

            Use(talk, ms);
        }
    }

    private void Use(Talk talk, long ms)
    {
        talk.Used.Add(ms);
        if (talk.Key is { } key) used[(key, ms / Day)] = UsedOn(key, ms / Day) + 1;
    }

    private void Forget(Talk talk, long from)
    {
        foreach (var ms in talk.Used.Where(ms => ms >= from).ToArray())
        {
            talk.Used.Remove(ms);
            if (talk.Key is { } key) used[(key, ms / Day)]--;
        }
    }

    private static void Stop(Talk talk, string state, long at) => (talk.State, talk.Stopped) = (state, at);

    /// <summary>All of a key stop when there is not a millisecond left for each of them.</summary>
    private void StopWhoHasNothingLeft()
    {
        foreach (var (key, limit) in limits)
        {
            var running = Talks.Where(talk => talk.State == "Running" && talk.Key == key).ToArray();
            if (running.Length == 0 || UsedOn(key, now / Day) + running.Length <= limit) continue;
            foreach (var talk in running) Stop(talk, "Limited", now);
        }
    }
}
