using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Concurrency;

namespace MindBot.EmbeddedSilo.Tests.Calls;

public interface ITurnGrain : IGrainWithStringKey
{
    Task Enter(string name);

    Task<int> IncrementSlowly();

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task Interleave(string name);

    [AlwaysInterleave]
    Task<int> IncrementInterleaving();
}

public sealed class TurnGrain(Journal journal) : Grain, ITurnGrain
{
    private int _count;

    public Task Enter(string name) => PassAsync(name);

    public Task Read(string name) => PassAsync(name);

    public Task Interleave(string name) => PassAsync(name);

    public async Task<int> IncrementSlowly()
    {
        var before = _count;
        await Task.Yield();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return _count = before + 1;
    }

    public async Task<int> IncrementInterleaving()
    {
        // Only code between awaits is safe in interleaving methods; and it is.
        for (var i = 0; i < 10; i++)
        {
            _count++;
            await Task.Yield();
        }

        return _count;
    }

    private async Task PassAsync(string name)
    {
        journal.Add($"+{name}");
        await journal.PassAsync(name);
        journal.Add($"-{name}");
    }
}

public interface IReentrantGrain : IGrainWithStringKey
{
    Task Enter(string name);
}

[Reentrant]
public sealed class ReentrantGrain(Journal journal) : Grain, IReentrantGrain
{
    public async Task Enter(string name)
    {
        journal.Add($"+{name}");
        await journal.PassAsync(name);
        journal.Add($"-{name}");
    }
}
