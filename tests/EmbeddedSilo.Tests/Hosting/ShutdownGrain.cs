using MindBot.EmbeddedSilo.Tests.Fixture;
using MindBot.EmbeddedSilo.Tests.Persistence;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Hosting;

public interface IShutdownGrain : IGrainWithStringKey
{
    Task Set(int value);

    Task<int> Get();

    Task SetAfter(string door, int value);

    /// <summary>At its deactivation the grain also calls that one.</summary>
    Task CallAtTheEnd(string key);

    Task NeverEnd();
}

/// <summary>Writes its state only when it is deactivated.</summary>
public sealed class ShutdownGrain(
    [PersistentState("value", "Main")] IPersistentState<CounterState> state, Journal journal) : Grain, IShutdownGrain
{
    private string? _callAtTheEnd;
    private bool _neverEnd;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_callAtTheEnd is not null) await GrainFactory.GetGrain<IShutdownGrain>(_callAtTheEnd).Set(99);
        if (_neverEnd) await journal.PassAsync("never");
        await state.WriteStateAsync();
    }

    public Task Set(int value)
    {
        state.State = new CounterState { Value = value };
        return Task.CompletedTask;
    }

    public Task<int> Get() => Task.FromResult(state.State.Value);

    public async Task SetAfter(string door, int value)
    {
        await journal.PassAsync(door);
        await Set(value);
    }

    public Task CallAtTheEnd(string key)
    {
        _callAtTheEnd = key;
        return Task.CompletedTask;
    }

    public Task NeverEnd()
    {
        _neverEnd = true;
        return Task.CompletedTask;
    }
}
