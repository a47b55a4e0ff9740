using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Controls;
using MindBot.Simulators.Stripe.Events;
using MindBot.Simulators.Stripe.Http;
using MindBot.Simulators.Stripe.State;
using MindBot.Simulators.Stripe.Webhooks;

namespace MindBot.Simulators.Stripe;

/// <summary>
/// A simulated Stripe account. It needs no web server and no threads: everything happens in calls and in timers of its clock, so that
/// with a virtual clock and a seed the same calls give the same events in the same order. Safe for use by several threads.
/// </summary>
public sealed class StripeSimulator : IDisposable
{
    /// <summary>As long as Stripe at least remembers answers.</summary>
    private static readonly TimeSpan ReplyLifetime = TimeSpan.FromHours(24);

    private readonly StripeStore store;
    private readonly StripeIds ids;
    private readonly TimeProvider time;
    private readonly Alarms alarms;
    private readonly WebhookDispatcher? webhooks;
    private readonly DueWork due;
    private readonly IStripeWebhookSender? sender;
    private readonly HashSet<string> keysInUse = [];

    /// <param name="sender">Null: the account has no webhook endpoint, its events can only be listed.</param>
    public StripeSimulator(StripeSimulatorOptions options, TimeProvider time, IStripeWebhookSender? sender = null, ILogger? log = null)
    {
        Options = options;
        this.time = time;
        this.sender = sender;
        ids = new StripeIds(options.Seed);
        store = new StripeStore(options);
        alarms = new Alarms(store.Gate, time);
        webhooks = sender is null ? null : new WebhookDispatcher(store, options, Faults, sender, alarms, time, log ?? NullLogger.Instance);
        due = new DueWork(this, store, alarms);
        Pipeline = new StripePipeline(this);
        lock (store.Gate)
        {
            foreach (var happened in store.Events.OldestFirst().Where(e => e.Delivery == EventDelivery.Pending).ToList()) webhooks?.Add(happened.Id);
            due.CatchUp();
        }
    }

    public StripeSimulatorOptions Options { get; }
    public StripeFaults Faults { get; } = new();

    /// <summary>The account's clock: the injected one, and what it has been advanced by.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(NowSeconds);

    internal StripePipeline Pipeline { get; }
    internal long NowSeconds => RealSeconds + store.ClockAheadSeconds;
    private long RealSeconds => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The API without sockets: an <see cref="HttpClient"/> over it calls this account, whatever the address, and completes at once.</summary>
    public HttpMessageHandler AsHttpHandler() => new InMemoryHandler(Pipeline);

    /// <summary>Moves the account's clock on, for good. What falls due on the way happens, in order, before this returns.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (store.Gate)
        {
            store.Commit(new StripeChange { ClockAheadSeconds = store.ClockAheadSeconds + (long)by.TotalSeconds });
            due.ClockMoved();
        }
    }

    /// <summary>Stops the timers and the sender, and closes the file.</summary>
    public void Dispose()
    {
        alarms.Dispose();
        (sender as IDisposable)?.Dispose();
        store.Dispose();
    }

    internal StripeWork NewWork(long now, string? requestId = null, string? idempotencyKey = null) =>
        new(store, ids, Options, webhooks is not null, now, requestId, idempotencyKey);

    internal string NewRequestId() => ids.Request();

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
            due.CatchUp();
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

            Commit(call.IdempotencyKey is not { } key ? call.Work.Change : call.Work.Change with
            {
                Reply = new RememberedReply(key, call.Fingerprint(), call.RequestId, reply.Status, reply.Json, RealSeconds),
            });
            due.Arm();
            return reply;
        }
    }

    /// <summary>Call it under the lock.</summary>
    internal void Commit(StripeChange change)
    {
        store.Commit(change);
        if (webhooks is null) return;
        foreach (var happened in change.Events) webhooks.Add(happened.Id);
    }

    private StripeReply? Remembered(StripeCall call)
    {
        if (call.IdempotencyKey is not { } key || store.Replies.Get(key) is not { } first) return null;
        if (RealSeconds - first.At > ReplyLifetime.TotalSeconds) return null;
        return first.Fingerprint == call.Fingerprint()
            ? new StripeReply(first.Status, first.Json) { OriginalRequest = first.RequestId }
            : new StripeApiError(400,
                $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.",
                type: "idempotency_error").ToReply();
    }
}
