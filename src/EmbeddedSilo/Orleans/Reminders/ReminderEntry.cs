using Orleans.Runtime;

namespace Orleans;

/// <summary>A row of the reminder table.</summary>
[Serializable]
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>The grain that registered it.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>Its name, unique in its grain.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = null!;

    /// <summary>When its first tick is due, UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>The time between ticks.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The stored version.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}
