using System.Diagnostics.Metrics;

namespace MindBot.WebFront.Payments;

/// <summary>The instruments of Stripe's events, on the meter <c>MindBot.Payments</c>.</summary>
internal sealed class PaymentMetrics : IDisposable
{
    public const string MeterName = "MindBot.Payments";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> failures, setAside;

    public PaymentMetrics()
    {
        failures = meter.CreateCounter<long>("mindbot.payments.event.failures", "{try}", "Tries of events that failed for a reason of the event's own");
        setAside = meter.CreateCounter<long>("mindbot.payments.events.set_aside", "{event}", "Events that wait for an operator");
    }

    public void Failed() => failures.Add(1);

    public void SetAside() => setAside.Add(1);

    public void Dispose() => meter.Dispose();
}
