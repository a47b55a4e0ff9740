using MindBot.Simulation.Stories;

namespace MindBot.Simulation.Running;

/// <summary>What many stories came to.</summary>
public sealed record Tally(long Stories, long Operations, double UserDays, TimeSpan Took, Outcome? Broken)
{
    public override string ToString() =>
        $"{Stories} stories, {Operations} operations ({Operations / Took.TotalSeconds:0}/s), {UserDays:0} user-days ({UserDays / Took.TotalMinutes:0}/min), {Took.TotalSeconds:0.0} s";
}

/// <summary>Plays one story after another until there are enough, or one breaks the promise.</summary>
public sealed class Campaign(int firstSeed, Func<Tally, bool> isEnough)
{
    /// <summary>Gets a line now and then.</summary>
    public TextWriter? Progress { get; init; }

    /// <summary>Every how many seeds there is one for this campaign: several may share them.</summary>
    public int Stride { get; init; } = 1;

    public Tally Run()
    {
        var began = TimeProvider.System.GetTimestamp();
        var (tally, told) = (new Tally(0, 0, 0, TimeSpan.Zero, null), TimeSpan.Zero);
        for (var seed = firstSeed; tally.Broken is null && !isEnough(tally); seed += Stride)
        {
            var outcome = Runner.Play(StoryTeller.Tell(seed));
            var took = TimeProvider.System.GetElapsedTime(began);
            tally = new(
                tally.Stories + 1, tally.Operations + outcome.Operations, tally.UserDays + outcome.UserDays, took, outcome.Broken is null ? null : outcome);
            if (took - told < TimeSpan.FromSeconds(10)) continue;
            told = took;
            Progress?.WriteLine($"seeds {firstSeed}…{seed}: {tally}");
        }

        return tally;
    }
}
