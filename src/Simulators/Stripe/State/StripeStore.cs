namespace MindBot.Simulators.Stripe.State;

/// <summary>
/// The simulated account's objects. Whoever reads or changes them holds <see cref="Gate"/>: one request at a time, as it is a
/// simulator.
/// </summary>
internal sealed class StripeStore : IDisposable
{
    private readonly StripeJournal? journal;

    public StripeStore(StripeSimulatorOptions options)
    {
        Intents = new(options.MaxObjects);
        Events = new(options.MaxObjects);
        Replies = new(options.MaxObjects);
        if (options.Folder is null) return;
        journal = StripeJournal.Open(options.Folder, Apply);
        journal.Rewrite(Snapshot());
    }

    public Lock Gate { get; } = new();
    public BoundedMap<SimulatedIntent> Intents { get; }
    public BoundedMap<SimulatedEvent> Events { get; }
    public BoundedMap<RememberedReply> Replies { get; }

    /// <summary>Makes the change durable, then visible.</summary>
    public void Commit(StripeChange change)
    {
        if (change.IsEmpty) return;
        journal?.Append(change);
        Apply(change);
        if (journal is { IsLong: true }) journal.Rewrite(Snapshot());
    }

    public void Dispose() => journal?.Dispose();

    private void Apply(StripeChange change)
    {
        foreach (var intent in change.Intents) Intents.Set(intent.Id, intent);
        foreach (var happened in change.Events) Events.Set(happened.Id, happened);
        if (change.Reply is { } reply) Replies.Set(reply.Key, reply);
    }

    private IEnumerable<StripeChange> Snapshot() =>
        Intents.OldestFirst().Select(intent => new StripeChange { Intents = [intent] })
            .Concat(Events.OldestFirst().Select(happened => new StripeChange { Events = [happened] }))
            .Concat(Replies.OldestFirst().Select(reply => new StripeChange { Reply = reply }));
}
