using System.Diagnostics;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>
/// Where a scenario plays: a silo, and the trace of what happens there in order. Grains write to the silo's journal and so does the driver; what the driver
/// writes is marked with <c>&gt;</c>. No entry may depend on how long anything takes.
/// </summary>
public sealed class Stage(TestSilo silo)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The silo.</summary>
    public TestSilo Silo => silo;

    /// <summary>What has happened so far.</summary>
    public IReadOnlyList<string> Trace => silo.Journal.Entries;

    /// <summary>Refers to a grain.</summary>
    public TGrain Grain<TGrain>(string key = "a")
        where TGrain : IGrainWithStringKey => silo.Grain<TGrain>(key);

    /// <summary>Adds the driver's words to the trace.</summary>
    public void Tell(string entry) => silo.Journal.Add($"> {entry}");

    /// <summary>Opens doors at which grains wait.</summary>
    public void Open(params string[] doors)
    {
        Tell($"opens {string.Join(", ", doors)}");
        foreach (var door in doors) silo.Journal.Open(door);
    }

    /// <summary>Awaits a call and tells how it ended.</summary>
    public Task EndAsync(string name, Task call) => EndAsync(name, Answer(call));

    /// <inheritdoc cref="EndAsync(string, Task)"/>
    public async Task EndAsync<T>(string name, Task<T> call)
    {
        try
        {
            Tell($"{name} = {await call}");
        }
        catch (Exception exception)
        {
            Tell($"{name} throws {exception.GetType().Name}");
        }
    }

    /// <summary>Gives the silo time to do what it can do now, and tells that it had it.</summary>
    public async Task QuietAsync()
    {
        await silo.IdleAsync();
        Tell("quiet");
    }

    /// <summary>Lets time pass, and tells so.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await silo.AdvanceAsync(time);
        Tell("later");
    }

    /// <summary>Lets time pass, little by little, until the trace has the entry.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public async Task UntilAsync(string entry)
    {
        for (var waiting = Stopwatch.StartNew(); !Trace.Contains(entry); await silo.AdvanceAsync(Step))
        {
            if (waiting.Elapsed > Patience) throw new TimeoutException($"\"{entry}\" did not happen:\n{string.Join('\n', Trace)}");
        }
    }

    private static async Task<string> Answer(Task call)
    {
        await call;
        return "done";
    }
}
