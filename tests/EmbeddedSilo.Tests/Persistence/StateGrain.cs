using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Persistence;

public interface IStateGrain : IGrainWithStringKey
{
    Task<int> Get();

    Task Set(int value);

    Task SetWithoutWriting(int value);

    Task<(bool Exists, string? Etag, int AtActivation)> Inspect();

    Task Clear();

    Task Reread();

    Task SetOther(string value);

    Task<string> GetOther();

    Task SetSwallowing(int value);
}

public interface IForwardingStateGrain : IGrainWithStringKey
{
    Task<int> SetElsewhere(string key, int value);
}

[GenerateSerializer]
public sealed record CounterState
{
    [Id(0)]
    public int Value { get; init; }
}

[GenerateSerializer]
public sealed record OtherState([property: Id(0)] string? Text);

public sealed class StateGrain(
    [PersistentState("counter", "Main")] IPersistentState<CounterState> counter,
    [PersistentState("other")] IPersistentState<OtherState> other) : Grain, IStateGrain
{
    private int _atActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = counter.State.Value;
        return Task.CompletedTask;
    }

    public Task<int> Get() => Task.FromResult(counter.State.Value);

    public Task Set(int value)
    {
        counter.State = counter.State with { Value = value };
        return counter.WriteStateAsync();
    }

    public Task SetWithoutWriting(int value)
    {
        counter.State = counter.State with { Value = value };
        return Task.CompletedTask;
    }

    public Task<(bool Exists, string? Etag, int AtActivation)> Inspect() =>
        Task.FromResult((counter.RecordExists, counter.Etag, _atActivation));

    public Task Clear() => counter.ClearStateAsync();

    public Task Reread() => counter.ReadStateAsync();

    public Task SetOther(string value)
    {
        other.State = new OtherState(value);
        return other.WriteStateAsync();
    }

    public Task<string> GetOther() => Task.FromResult(other.State.Text ?? "none");

    public async Task SetSwallowing(int value)
    {
        try
        {
            await Set(value);
        }
        catch (OrleansException)
        {
            await counter.ReadStateAsync();
        }
    }
}

public sealed class ForwardingStateGrain : Grain, IForwardingStateGrain
{
    private int _calls;

    public async Task<int> SetElsewhere(string key, int value)
    {
        _calls++;
        await GrainFactory.GetGrain<IStateGrain>(key).Set(value);
        return _calls;
    }
}
