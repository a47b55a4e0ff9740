namespace MindBot.Simulation.Truth;

/// <summary>The promise was broken.</summary>
public sealed class Violation(string invariant, string what) : Exception($"{invariant}: {what}")
{
    /// <summary>Which one, by its number in the architecture's list, or a word.</summary>
    public string Invariant { get; } = invariant;

    public static void Unless(bool holds, string invariant, Func<string> what)
    {
        if (!holds) throw new Violation(invariant, what());
    }
}
