namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Where the embedded silo is meant to differ from Microsoft Orleans.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Orleans">The lines in the recorded trace.</param>
/// <param name="Embedded">The lines that the embedded silo has in their place.</param>
/// <param name="Reason">Why.</param>
public sealed record Difference(string Scenario, string[] Orleans, string[] Embedded, string Reason)
{
    /// <summary>All of them. What is not listed here is the same.</summary>
    public static IReadOnlyList<Difference> All { get; } =
    [
        Circle("A circle of awaited calls"),
        Circle("A grain that awaits itself"),
        Circle("A circle through an activation"),
        Circle("After a circle the grains work on"),
        new(
            "A grain that leaves while it is activated",
            ["activating", "activating", "activating", "> quiet", "> call throws OrleansMessageRejectionException"],
            ["activating", "touched", "deactivating: ApplicationRequested", "> quiet", "> call = 0"],
            "Orleans passes the call on to further activations, which leave as well, and then rejects it; the embedded silo serves it first."),
        new(
            "A reminder's tick is filtered",
            ["Orleans.IRemindable 3 arguments: it"],
            ["Orleans.IRemindable 2 arguments: it"],
            "Orleans passes a cancellation token along, for grains that want one; the embedded silo's grains do not."),
        new(
            "A message that can be changed is copied on its way",
            ["> the caller's count = 2", "> the grain keeps 2"],
            ["> the caller's count = 3", "> the grain keeps 3"],
            "Everything is in one process and all messages are immutable records: copying them would only cost time."),
    ];

    /// <summary>The trace that the embedded silo is to leave.</summary>
    /// <exception cref="InvalidOperationException">A listed difference is not in the recorded trace.</exception>
    public static IReadOnlyList<string> Apply(string scenario, IReadOnlyList<string> recorded)
    {
        List<string> expected = [.. recorded];
        foreach (var difference in All.Where(d => d.Scenario == scenario))
        {
            var at = Enumerable.Range(0, expected.Count)
                .FirstOrDefault(i => expected.Skip(i).Take(difference.Orleans.Length).SequenceEqual(difference.Orleans), -1);
            if (at < 0) throw new InvalidOperationException($"\"{scenario}\" has no line {difference.Orleans[0]}: the difference is outdated.");

            expected.RemoveRange(at, difference.Orleans.Length);
            expected.InsertRange(at, difference.Embedded);
        }

        return expected;
    }

    private static Difference Circle(string scenario) => new(
        scenario,
        ["> circle throws TimeoutException"],
        ["> circle throws InvalidOperationException"],
        "Orleans finds a deadlock when the call times out; the embedded silo sees it coming, fails the call at once and names the chain.");
}
