using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Calls;

public interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Calls the grains of the path, each of which calls the next.</summary>
    Task<string> Walk(params string[] path);

    [OneWay]
    Task WalkOneWay(params string[] path);

    Task WalkThenOneWay(string next, params string[] path);

    [AlwaysInterleave]
    Task<string> WalkInterleaving(params string[] path);

    Task<string> InterleaveWith(string next, string back);

    Task WalkInTimer(params string[] path);

    /// <summary>Calls two grains of which the second calls the first.</summary>
    Task<string> Diamond(string left, string right);
}

public sealed class ChainGrain(Journal journal) : Grain, IChainGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A key such as "x>y" calls y while it activates.
        if (this.GetPrimaryKeyString().Split('>') is [_, var next]) await Chain(next).Walk();
    }

    public async Task<string> Walk(params string[] path)
    {
        await Task.Yield();
        return this.GetPrimaryKeyString() + (path is [var next, .. var rest] ? await Chain(next).Walk(rest) : "");
    }

    public async Task WalkOneWay(params string[] path) => journal.Add(await Walk(path));

    public Task WalkThenOneWay(string next, params string[] path) => Chain(next).WalkOneWay(path);

    public Task<string> WalkInterleaving(params string[] path) => Walk(path);

    public Task<string> InterleaveWith(string next, string back) => Chain(next).WalkInterleaving(back);

    public Task WalkInTimer(params string[] path)
    {
        this.RegisterGrainTimer(() => WalkInTimerAsync(path), TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public async Task<string> Diamond(string left, string right) => await Chain(left).Walk() + await Chain(right).Walk(left);

    private async Task WalkInTimerAsync(string[] path)
    {
        try
        {
            journal.Add(await Walk(path));
        }
        catch (InvalidOperationException exception)
        {
            journal.Add(exception.GetType().Name);
        }
    }

    private IChainGrain Chain(string key) => GrainFactory.GetGrain<IChainGrain>(key);
}
