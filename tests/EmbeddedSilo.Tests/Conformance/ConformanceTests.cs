using MindBot.EmbeddedSilo.Tests.Fixture;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>
/// Plays every scenario on this build's silo and compares its trace with the one that Microsoft Orleans left: the full build's is Orleans itself,
/// so there it proves that the recorded traces are still true.
/// </summary>
public sealed class ConformanceTests
{
    public static IEnumerable<object[]> Scenarios => Scenario.All.Select(scenario => new object[] { scenario.Feature, scenario.Name });

    [SkippableTheory]
    [MemberData(nameof(Scenarios))]
    public async Task The_silo_leaves_the_trace_that_Orleans_left(string feature, string name)
    {
        var recorded = RecordedTraces.All[(feature, name)];

        Assert.Equal(
            ConformanceRun.Expected(name, recorded),
            await ConformanceRun.TraceOf(Scenario.All.Single(s => s.Feature == feature && s.Name == name)));
    }

    [Fact]
    public void Every_recorded_trace_has_its_scenario_and_every_difference_its_trace()
    {
        Assert.Equal(Scenario.All.Select(s => (s.Feature, s.Name)).Order(), RecordedTraces.All.Keys.Order());
        Assert.All(Difference.All, difference => Assert.Contains(RecordedTraces.All.Keys, key => key.Name == difference.Scenario));
        Assert.All(Difference.All, difference => Assert.NotEqual(difference.Orleans, difference.Embedded));
    }
}
