using MindBot.Silo.Storage;
using MindBot.Tests.Server;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>
/// Looks at the wallets' rows all the time: whether every open session is vouched for by somebody who would stop it at zero, how long it was not, and whether
/// ever an older activation's word replaced a newer one's.
/// </summary>
internal sealed class MeteringWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<(string User, string Session), Track> tracks = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly WalletRows rows;
    private readonly Task looking;
    private DateTimeOffset markedAt = DateTimeOffset.MaxValue;

    public MeteringWatch(PostgresAddress database)
    {
        rows = new WalletRows(database);
        looking = Task.Run(Look);
    }

    /// <summary>From now on it is counted how long sessions go without a word.</summary>
    public void Mark()
    {
        lock (gate)
        {
            markedAt = TimeProvider.System.GetUtcNow();
            foreach (var track in tracks.Values) track.Mark();
        }
    }

    /// <summary>Waits until each session that was open at the mark has been vouched for beyond it, or has ended.</summary>
    public async Task AwaitAll(TimeSpan limit)
    {
        var since = ClientClock.Now;
        while (true)
        {
            await Task.Delay(Pause);
            string[] missing;
            lock (gate) missing = [.. tracks.Where(track => track.Value.IsAwaited(markedAt)).Select(track => $"{track.Key}")];
            if (missing.Length == 0) return;
            Assert.True(ClientClock.Now - since < limit, $"{missing.Length} sessions did not go on: {string.Join(", ", missing.Take(5))}");
        }
    }

    /// <summary>How long each session that was open at the mark went without a word at most, since then.</summary>
    public Stall Stall()
    {
        lock (gate)
        {
            var marked = tracks.Values.Where(track => track.WasMarked && !track.IsSettled).ToList();
            return new Stall([.. marked.Select(track => track.LongestSilence).Order()], marked.Count(track => track.ChangedHands));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await looking.WaitAsync(TimeSpan.FromSeconds(30));
        rows.Dispose();
        stopping.Dispose();
    }

    /// <summary>Throws what was seen and must not be.</summary>
    public void Check()
    {
        lock (gate) Assert.Empty(tracks.Values.SelectMany(track => track.Violations));
        Assert.False(looking.IsFaulted, looking.Exception?.ToString());
    }

    private async Task Look()
    {
        while (!stopping.IsCancellationRequested)
        {
            var seen = await rows.Read();
            var now = ClientClock.Now;
            lock (gate)
            {
                foreach (var segment in seen ?? [])
                {
                    var key = (segment.User, segment.Session);
                    if (!tracks.TryGetValue(key, out var track)) tracks[key] = track = new Track();
                    track.Take(segment, now);
                }
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private sealed class Track
    {
        private StoredSegment? last;
        private TimeSpan heardAt;
        private long epochAtMark;

        public List<string> Violations { get; } = [];

        public bool WasMarked { get; private set; }

        public TimeSpan LongestSilence { get; private set; }

        public bool IsSettled => last is { IsSettled: true };

        public bool ChangedHands => last!.Epoch != epochAtMark;

        public void Mark() => (WasMarked, LongestSilence, epochAtMark) = (!IsSettled, TimeSpan.Zero, last!.Epoch);

        public bool IsAwaited(DateTimeOffset markedAt) => WasMarked && !IsSettled && last!.ConfirmedUntil <= markedAt;

        public void Take(StoredSegment seen, TimeSpan now)
        {
            if (last is null) heardAt = now;
            if (last is not null && (seen.Epoch, seen.Sequence).CompareTo((last.Epoch, last.Sequence)) < 0)
                Violations.Add($"{seen} replaced {last}");
            if (last is { IsSettled: true } && seen != last) Violations.Add($"{seen} came after {last}");
            if (last is not null && seen.ConfirmedUntil > last.ConfirmedUntil)
            {
                if (WasMarked && now - heardAt > LongestSilence) LongestSilence = now - heardAt;
                heardAt = now;
            }

            last = seen;
        }
    }
}

/// <summary>How long sessions went without a word, shortest first.</summary>
internal sealed record Stall(IReadOnlyList<TimeSpan> Silences, int ChangedHands)
{
    public override string ToString() => Silences.Count == 0 ? "no session was open"
        : $"{Silences.Count} sessions, {ChangedHands} in new hands; longest time without a checkpoint (due every 1 s): "
        + $"p50 {At(0.5):0.0} s, p90 {At(0.9):0.0} s, p99 {At(0.99):0.0} s, max {Silences[^1].TotalSeconds:0.0} s";

    private double At(double share) => Silences[Math.Min(Silences.Count - 1, (int)(Silences.Count * share))].TotalSeconds;
}
