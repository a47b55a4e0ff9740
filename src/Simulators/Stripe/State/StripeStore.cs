using MindBot.Simulators.Stripe.Events;

namespace MindBot.Simulators.Stripe.State;

/// <summary>
/// The simulated account's objects. Whoever reads or changes them holds <see cref="Gate"/>: one request at a time, as it is a
/// simulator.
/// </summary>
internal sealed class StripeStore : IDisposable
{
    private readonly int maxObjects;
    private readonly StripeJournal? journal;
    private readonly Dictionary<Type, BoundedMap<SimulatedObject>> objects = [];

    public StripeStore(StripeSimulatorOptions options)
    {
        maxObjects = options.MaxObjects;
        Events = new(options.MaxObjects);
        Replies = new(options.MaxObjects);
        if (options.Folder is null) return;
        journal = StripeJournal.Open(options.Folder, Apply);
        journal.Rewrite(Snapshot());
    }

    public Lock Gate { get; } = new();
    public DueList Due { get; } = new();
    public BoundedMap<SimulatedEvent> Events { get; }
    public BoundedMap<RememberedReply> Replies { get; }
    public long ClockAheadSeconds { get; private set; }

    /// <summary>Nothing can be committed any more.</summary>
    public bool IsClosed { get; private set; }

    public T? Get<T>(string id) where T : SimulatedObject => objects.GetValueOrDefault(typeof(T))?.Get(id) as T;

    /// <summary>By its id alone, whatever it is.</summary>
    public SimulatedObject? Get(string id)
    {
        foreach (var kind in objects.Values)
            if (kind.Get(id) is { } found) return found;
        return null;
    }

    public IEnumerable<T> NewestFirst<T>() where T : SimulatedObject => objects.GetValueOrDefault(typeof(T))?.NewestFirst().Cast<T>() ?? [];

    /// <summary>Makes the change durable, then visible.</summary>
    public void Commit(StripeChange change)
    {
        if (change.IsEmpty) return;
        journal?.Append(change);
        Apply(change);
        if (journal is { IsLong: true }) journal.Rewrite(Snapshot());
    }

    public void Dispose()
    {
        lock (Gate)
        {
            IsClosed = true;
            journal?.Dispose();
        }
    }

    private void Apply(StripeChange change)
    {
        foreach (var changed in change.Objects) Apply(changed);
        foreach (var happened in change.Events) Events.Set(happened.Id, happened);
        if (change.Reply is { } reply) Replies.Set(reply.Key, reply);
        if (change.ClockAheadSeconds is { } ahead) ClockAheadSeconds = ahead;
    }

    private void Apply(SimulatedObject changed)
    {
        var kind = changed.GetType();
        if (!objects.TryGetValue(kind, out var all)) objects.Add(kind, all = new(maxObjects));
        all.Set(changed.Id, changed);
        Due.Set(changed.Id, changed.DueAt);
    }

    private IEnumerable<StripeChange> Snapshot() =>
        objects.Values.SelectMany(kind => kind.OldestFirst()).Select(one => new StripeChange { Objects = [one] })
            .Concat(Events.OldestFirst().Select(happened => new StripeChange { Events = [happened] }))
            .Concat(Replies.OldestFirst().Select(reply => new StripeChange { Reply = reply }))
            .Append(new StripeChange { ClockAheadSeconds = ClockAheadSeconds });
}
