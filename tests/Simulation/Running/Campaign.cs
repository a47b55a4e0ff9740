using MindBot.Simulation.Stories;

namespace MindBot.Simulation.Running;

/// <summary>What many stories came to. <paramref name="Broken"/>: of those that broke the promise the one with the lowest seed; null: none did.</summary>
public sealed record Tally(long Stories, long Operations, double UserDays, TimeSpan Took, Outcome? Broken, long Violations = 0)
{
    public override string ToString() =>
        $"{Stories} stories, {Operations} operations ({Operations / Took.TotalSeconds:0}/s), {UserDays:0} user-days ({UserDays / Took.TotalMinutes:0}/min), "
        + $"{Took.TotalSeconds:0.0} s{(Violations == 0 ? "" : $", {Violations} broken")}";
}

/// <summary>
/// Plays one story after another, each seed once, until there are enough, or one breaks the promise. <paramref name="isEnough"/> is asked before each
/// story; its stories are those that have begun, so that several threads do not play more.
/// </summary>
public sealed class Campaign(int firstSeed, Func<Tally, bool> isEnough)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly long began = TimeProvider.System.GetTimestamp();
    private Tally tally = new(0, 0, 0, TimeSpan.Zero, null);
    private TimeSpan told;
    private int begun;

    /// <summary>Gets a line now and then, and one for every story that breaks the promise if <see cref="GoesOn"/>.</summary>
    public TextWriter? Progress { get; init; }

    /// <summary>How many stories are played at the same time.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether other stories are played after one that breaks the promise.</summary>
    public bool GoesOn { get; init; }

    public Tally Run()
    {
        var others = Enumerable.Range(1, Threads - 1).Select(_ => new Thread(Work)).ToList();
        others.ForEach(other => other.Start());
        Work();
        others.ForEach(other => other.Join());
        return tally with { Took = TimeProvider.System.GetElapsedTime(began) };
    }

    private void Work()
    {
        while (NextSeed() is { } seed)
        {
            var outcome = Runner.Play(StoryTeller.Tell(seed));
            lock (gate) Add(outcome);
        }
    }

    private int? NextSeed()
    {
        lock (gate)
        {
            if (tally.Violations > 0 && !GoesOn) return null;
            var soFar = tally with { Stories = begun, Took = TimeProvider.System.GetElapsedTime(began) };
            return isEnough(soFar) ? null : firstSeed + begun++;
        }
    }

    private void Add(Outcome outcome)
    {
        var isBroken = outcome.Broken is not null;
        var isFirst = isBroken && !(tally.Broken?.Story.Seed < outcome.Story.Seed);
        tally = new(
            tally.Stories + 1, tally.Operations + outcome.Operations, tally.UserDays + outcome.UserDays, TimeProvider.System.GetElapsedTime(began),
            isFirst ? outcome : tally.Broken, tally.Violations + (isBroken ? 1 : 0));
        if (isBroken && GoesOn) Progress?.WriteLine(Report.Line(outcome));
        if (tally.Took - told < ProgressEvery) return;
        told = tally.Took;
        Progress?.WriteLine($"seeds {firstSeed}…{firstSeed + begun - 1}: {tally}");
    }
}
