using MindBot.EmbeddedSilo.Tests.Fixture;
using MindBot.EmbeddedSilo.Tests.Persistence;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

public interface ILifecycleGrain : IGrainWithStringKey
{
    /// <summary>What the state holds.</summary>
    Task<int> Touch();

    Task Write(int value);

    /// <summary>Writes in a timer's callback.</summary>
    Task WriteSoon(int value);

    [OneWay]
    Task Notify();

    Task Leave();
}

/// <summary>What it does when it is activated and deactivated depends on its key.</summary>
public sealed class LifecycleGrain(
    [PersistentState("value", "Main")] IPersistentState<CounterState> state, Journal journal) : Grain, ILifecycleGrain
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add("activating");
        if (Key == "leaves at once") DeactivateOnIdle();
        if (Key == "has a timer") this.RegisterGrainTimer(() => Note("tick"), Soon, Timeout.InfiniteTimeSpan);
        return Key == "fails" ? throw new FormatException() : Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add($"deactivating: {reason.ReasonCode}");
        if (Key == "throws at the end") throw new FormatException();
        if (Key == "writes at the end") await Write(99);
        if (Key == "calls at the end") await GrainFactory.GetGrain<ILifecycleGrain>("called").Write(7);
    }

    public async Task<int> Touch()
    {
        await Note("touched");
        return state.State.Value;
    }

    public Task Write(int value)
    {
        state.State = new CounterState { Value = value };
        return state.WriteStateAsync();
    }

    public Task WriteSoon(int value)
    {
        this.RegisterGrainTimer(
            () =>
            {
                journal.Add("writing");
                return Write(value);
            },
            Soon,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task Notify() => Note("notified");

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task Note(string entry)
    {
        journal.Add(entry);
        return Task.CompletedTask;
    }
}
