using System.Reflection;

namespace MindBot.EmbeddedSilo.Hosting;

/// <summary>How the silo runs.</summary>
public sealed class EmbeddedSiloOptions
{
    /// <summary>The assemblies that hold grain classes.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>Idle time after which an activation goes away, unless its class says otherwise. Default 15 min.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for. Default 1 min.</summary>
    public TimeSpan CollectionPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller waits for an answer. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one activation's <c>OnDeactivateAsync</c>, and the stop of the whole silo, may take. Default 30 s.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest period of a reminder. Default 1 min.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    internal bool AllPositive() =>
        CollectionAge > TimeSpan.Zero
        && CollectionPeriod > TimeSpan.Zero
        && ResponseTimeout > TimeSpan.Zero
        && DeactivationTimeout > TimeSpan.Zero
        && MinimumReminderPeriod > TimeSpan.Zero;
}
