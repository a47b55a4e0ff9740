using System.Diagnostics.Metrics;

namespace MindBot.EmbeddedSilo.Hosting;

/// <summary>The silo's meter, <c>MindBot.EmbeddedSilo</c>.</summary>
internal sealed class SiloMeters
{
    private static readonly Meter Meter = new("MindBot.EmbeddedSilo");
    private static readonly UpDownCounter<long> Activations =
        Meter.CreateUpDownCounter<long>("mindbot.silo.activations", "{activation}", "Grains that are active.");

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("mindbot.silo.calls", "{call}", "Calls of grains.");
    private static readonly Counter<long> Timeouts =
        Meter.CreateCounter<long>("mindbot.silo.call_timeouts", "{call}", "Calls that were not answered in time.");

    public void Activated() => Activations.Add(1);

    public void Deactivated() => Activations.Add(-1);

    public void Called() => Calls.Add(1);

    public void TimedOut() => Timeouts.Add(1);
}
