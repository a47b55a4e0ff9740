using System.Threading.Channels;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe;

/// <summary>A simulated Stripe account: its state, and the faults that tests order.</summary>
public sealed class StripeSimulator : IDisposable
{
    /// <summary>As long as Stripe at least remembers answers.</summary>
    private static readonly TimeSpan ReplyLifetime = TimeSpan.FromHours(24);

    private readonly StripeStore store;
    private readonly HashSet<string> keysInUse = [];
    private readonly Channel<string> toDeliver = Channel.CreateUnbounded<string>();

    public StripeSimulator(StripeSimulatorOptions options)
    {
        Options = options;
        store = new StripeStore(options);
        PaymentIntents = new PaymentIntentApi(store, options);
        Events = new EventApi(store);
        foreach (var happened in store.Events.OldestFirst().Where(e => e.Delivery == EventDelivery.Pending)) toDeliver.Writer.TryWrite(happened.Id);
    }

    public StripeSimulatorOptions Options { get; }
    public StripeFaults Faults { get; } = new();

    internal PaymentIntentApi PaymentIntents { get; }
    internal EventApi Events { get; }

    /// <summary>The ids of events that wait for their first delivery since the start, in order.</summary>
    internal ChannelReader<string> ToDeliver => toDeliver.Reader;

    /// <summary>Takes an idempotency key for a request's duration; false while another request has it.</summary>
    internal bool TryClaim(string key)
    {
        lock (store.Gate) return keysInUse.Add(key);
    }

    internal void Release(string key)
    {
        lock (store.Gate) keysInUse.Remove(key);
    }

    /// <summary>Carries a request out, or repeats the answer that its idempotency key got first.</summary>
    internal StripeReply Execute(StripeCall call, Func<StripeCall, StripeReply> handle)
    {
        lock (store.Gate)
        {
            if (Remembered(call) is { } before) return before;
            StripeReply reply;
            try
            {
                reply = handle(call);
            }
            catch (StripeApiError refused)
            {
                // Refused before anything began: Stripe does not remember such answers either.
                return refused.ToReply();
            }

            store.Commit(call.IdempotencyKey is not { } key ? call.Change : call.Change with
            {
                Reply = new RememberedReply(key, call.Fingerprint(), call.RequestId, reply.Status, reply.Json, call.Now),
            });
            foreach (var happened in call.Change.Events.Where(e => e.Delivery == EventDelivery.Pending)) toDeliver.Writer.TryWrite(happened.Id);
            return reply;
        }
    }

    internal SimulatedEvent? Event(string id)
    {
        lock (store.Gate) return store.Events.Get(id);
    }

    internal void SetDelivery(string eventId, EventDelivery delivery)
    {
        lock (store.Gate)
        {
            if (store.Events.Get(eventId) is { } happened)
                store.Commit(new StripeChange { Events = [happened with { Delivery = delivery }] });
        }
    }

    public void Dispose() => store.Dispose();

    private StripeReply? Remembered(StripeCall call)
    {
        if (call.IdempotencyKey is not { } key || store.Replies.Get(key) is not { } first) return null;
        if (call.Now - first.At > ReplyLifetime.TotalSeconds) return null;
        return first.Fingerprint == call.Fingerprint()
            ? new StripeReply(first.Status, first.Json) { OriginalRequest = first.RequestId }
            : new StripeApiError(400,
                $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.",
                type: "idempotency_error").ToReply();
    }
}
