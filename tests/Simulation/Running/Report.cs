using MindBot.Simulation.Stories;

namespace MindBot.Simulation.Running;

/// <summary>A broken promise as a person can read it: the short story, what it broke, and how to see it again.</summary>
public static class Report
{
    private const int LongestLine = 300;

    /// <summary>What a story has broken, in one line.</summary>
    public static string Line(Outcome broken)
    {
        var line = $"Seed {broken.Story.Seed} ({broken.Story.Weather}): {broken.Broken!.Message.ReplaceLineEndings(" ")}";
        return line[..Math.Min(LongestLine, line.Length)];
    }

    public static string Of(Outcome broken, TimeSpan shrinkAtMost)
    {
        var shortest = Shrinker.Shrink(broken, shrinkAtMost);
        var told = new StringWriter();
        Runner.Play(shortest.Story, told);
        return $"""
            Seed {broken.Story.Seed} ({broken.Story.Weather}): {broken.Broken!.Message}

            The same in {shortest.Story.Steps.Length} of {broken.Story.Steps.Length} steps:

            {told}
            → {shortest.Broken!.Message}

            Again:  dotnet run -c Release --project tests/Simulation -- --seed {broken.Story.Seed} --story
            """;
    }
}
