using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Plays every scenario on the embedded silo and compares its trace with the one that Microsoft Orleans left.</summary>
public sealed class ConformanceTests
{
    public static IEnumerable<object[]> Scenarios => Scenario.All.Select(scenario => new object[] { scenario.Feature, scenario.Name });

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_silo_leaves_the_trace_that_Orleans_left(string feature, string name)
    {
        var recorded = RecordedTraces.All[(feature, name)];

        Assert.Equal(Difference.Apply(name, recorded), await PlayAsync(Scenario.All.Single(s => s.Feature == feature && s.Name == name)));
    }

    [Fact]
    public void Every_recorded_trace_has_its_scenario_and_every_difference_its_trace()
    {
        Assert.Equal(Scenario.All.Select(s => (s.Feature, s.Name)).Order(), RecordedTraces.All.Keys.Order());
        Assert.All(Difference.All, difference => Assert.Contains(RecordedTraces.All.Keys, key => key.Name == difference.Scenario));
        Assert.All(Difference.All, difference => Assert.NotEqual(difference.Orleans, difference.Embedded));
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(Scenario scenario)
    {
        await using var silo = await TestSilo.StartShortAsync(services =>
        {
            foreach (var filter in scenario.Filters)
                services.AddSingleton<IIncomingGrainCallFilter>(provider => new ScenarioFilter(filter, provider.GetRequiredService<Journal>()));
        });
        var stage = new Stage(silo);
        await scenario.PlayAsync(stage);
        return stage.Trace;
    }
}
