using MindBot.EmbeddedSilo.Tests.Conformance;

namespace MindBot.EmbeddedSilo.Tests.Fixture;

/// <summary>How this build plays the conformance suite: each scenario when it is asked for, in no time.</summary>
public static class ConformanceRun
{
    public static Task<IReadOnlyList<string>> TraceOf(Scenario scenario) => scenario.TraceAsync();

    /// <summary>What the embedded silo is to leave: Orleans' trace, except for the differences that are listed.</summary>
    public static IReadOnlyList<string> Expected(string scenario, IReadOnlyList<string> recorded) => Difference.Apply(scenario, recorded);
}
