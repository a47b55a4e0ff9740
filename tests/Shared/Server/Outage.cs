namespace MindBot.Tests.Server;

/// <summary>A time without a server, by the client's stopwatch.</summary>
/// <param name="Began">Just before the server was stopped: until then it surely could meter.</param>
/// <param name="Down">Just after it had ended: from then on it surely could not.</param>
internal sealed record Outage(TimeSpan Began, TimeSpan Down)
{
    private readonly List<(TimeSpan From, TimeSpan Until)> stretches = [];

    /// <summary>How long there surely was no process.</summary>
    public TimeSpan WithoutProcess => WithoutProcessWithin(Down, TimeSpan.MaxValue);

    /// <summary>
    /// How much of a time there surely was no process: nobody may be charged for it. What is answered in the last moments of a process, or
    /// is still read from its connection afterwards, has waited for no other.
    /// </summary>
    public TimeSpan WithoutProcessWithin(TimeSpan from, TimeSpan until)
    {
        var sum = TimeSpan.Zero;
        foreach (var stretch in stretches)
        {
            var (first, last) = (from > stretch.From ? from : stretch.From, until < stretch.Until ? until : stretch.Until);
            if (last > first) sum += last - first;
        }
        return sum;
    }

    /// <summary>The next process came up after this time without any.</summary>
    public void EndWith(ServerProcess next) => EndAt(next.LaunchedAt);

    public void EndAt(TimeSpan launched) => stretches.Add((Down, launched));

    /// <summary>The next process was killed as well.</summary>
    public void GoOn(Outage second) => stretches.AddRange(second.stretches);
}
