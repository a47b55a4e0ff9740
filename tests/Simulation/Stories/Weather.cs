namespace MindBot.Simulation.Stories;

/// <summary>Which kinds of faults a story knows. Calm: none, and every wallet is known to the microsecond.</summary>
[Flags]
public enum Weather
{
    Calm = 0,

    /// <summary>Webhooks are late, lost, told twice and overtake each other.</summary>
    Webhooks = 1,

    /// <summary>Writes fail, before or after they are durable.</summary>
    Storage = 2,

    /// <summary>The process dies: anywhere, in a write, at an await. Planned stops.</summary>
    Crashes = 4,

    /// <summary>LiveKit answers nothing for a while.</summary>
    LiveKit = 8,

    /// <summary>The payment provider answers nothing, or its answer is lost.</summary>
    Payments = 16,

    /// <summary>The wall clock is stepped by an hour. Webhooks are prompt then: how old they are could not be known.</summary>
    Clock = 32,

    /// <summary>A second process runs on the same storage for a while.</summary>
    Twins = 64,
}
