using System.Text;
using MindBot.EmbeddedSilo.Tests.Conformance;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Fixture;

/// <summary>Writes the traces anew, for scenarios that were added or changed.</summary>
public sealed class RecordingTests
{
    private const string Folder = "MINDBOT_RECORD_TRACES";

    [SkippableFact]
    public async Task Traces_are_recorded_on_demand()
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Skip.If(folder is null, $"Set {Folder} to the folder of the traces, and MINDBOT_SLOW_TESTS=1, to record them.");
        foreach (var feature in Scenario.All.GroupBy(scenario => scenario.Feature))
        {
            var text = new StringBuilder(
                $"# Recorded on Microsoft Orleans {typeof(Grain).Assembly.GetName().Version!.ToString(3)} by the full build. "
                + "A section is a scenario; \"> \" marks the driver's words.\n");
            foreach (var scenario in feature)
                text.Append('\n').AppendJoin('\n', ["== " + scenario.Name, .. await ConformanceRun.TraceOf(scenario)]).Append('\n');
            await File.WriteAllTextAsync(Path.Combine(folder!, feature.Key + ".txt"), text.ToString());
        }
    }
}
