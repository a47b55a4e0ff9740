using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Billing;
using MindBot.Simulators.Stripe.Refunds;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Controls;

/// <summary>What happens by itself: renewals, retries, expiries, late decisions of banks; each at the instant it falls due, in order.</summary>
internal sealed class DueWork(StripeSimulator simulator, StripeStore store, Alarms alarms)
{
    /// <summary>Timers cannot wait for ever; waking up too early does no harm.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private (long At, IDisposable Alarm)? armed;

    /// <summary>Call it under the account's lock.</summary>
    public void CatchUp()
    {
        while (store.Due.First is { } next && next.At <= simulator.NowSeconds)
        {
            if (store.Get(next.Id) is { } subject) Run(subject, next.At);
            if (store.Due.First == next) store.Due.Set(next.Id, null);
        }
        Arm();
    }

    /// <summary>Wakes up when the next thing falls due.</summary>
    public void Arm()
    {
        var next = store.Due.First?.At;
        if (armed?.At == next) return;
        armed?.Alarm.Dispose();
        armed = next is { } at ? (at, alarms.Set(Until(at), ClockMoved)) : null;
    }

    /// <summary>The timer went off, or what it waits for is nearer than it knows.</summary>
    public void ClockMoved()
    {
        armed?.Alarm.Dispose();
        armed = null;
        CatchUp();
    }

    private void Run(SimulatedObject subject, long at)
    {
        var work = simulator.NewWork(now: at);
        try
        {
            switch (subject)
            {
                case SimulatedSubscription subscription: Lifecycle.Due(work, subscription); break;
                case SimulatedInvoice invoice: Collection.Automatically(work, invoice); break;
                case SimulatedRefund refund: Refunding.Decide(work, refund); break;
            }
            simulator.Commit(work.Change);
        }
        catch (StripeApiError)
        {
            // An object that it needs had to give way to newer ones; then nothing happens.
        }
    }

    private TimeSpan Until(long at) => TimeSpan.FromSeconds(Math.Clamp(at - simulator.NowSeconds, 0, (long)LongestWait.TotalSeconds));
}
