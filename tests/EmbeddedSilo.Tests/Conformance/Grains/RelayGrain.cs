using MindBot.EmbeddedSilo.Tests.Calls;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Concurrency;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

public interface IRelayGrain : IGrainWithStringKey
{
    /// <summary>Lets another grain throw.</summary>
    Task Throw(string key, string message);

    /// <summary>Lets another grain throw and handles it.</summary>
    Task<string> Catch(string key, string message);

    /// <summary>Sends one-way calls to another grain.</summary>
    Task NotifyMany(string key, int count);

    /// <summary>Waits for another grain with a token of its own, which it cancels at once.</summary>
    Task WaitAndCancel(string key);

    /// <summary>Waits at a door, whatever the token says.</summary>
    Task<string> Ignore(string door, CancellationToken cancellationToken);

    /// <summary>Appends to the list and says how long it is now.</summary>
    Task<int> Append(List<int> numbers);

    /// <summary>A list that the grain keeps.</summary>
    Task<List<int>> Numbers();
}

/// <summary>A grain that calls others, and what else needs no grain of its own.</summary>
public sealed class RelayGrain(Journal journal) : Grain, IRelayGrain
{
    private readonly List<int> _numbers = [1, 2];

    public Task Throw(string key, string message) => GrainFactory.GetGrain<ICallGrain>(key).Throw(message);

    public async Task<string> Catch(string key, string message)
    {
        try
        {
            await Throw(key, message);
            return "nothing";
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    public Task NotifyMany(string key, int count)
    {
        for (var i = 1; i <= count; i++) _ = GrainFactory.GetGrain<ICallGrain>(key).Notify($"note {i}");
        return Task.CompletedTask;
    }

    public async Task WaitAndCancel(string key)
    {
        using var cancellation = new CancellationTokenSource();
        var call = GrainFactory.GetGrain<ICallGrain>(key).WaitFor(cancellation.Token);
        await cancellation.CancelAsync();
        await call;
    }

    public async Task<string> Ignore(string door, CancellationToken cancellationToken)
    {
        journal.Add($"waits at {door}");
        await journal.PassAsync(door);
        journal.Add($"passed {door}, {(cancellationToken.IsCancellationRequested ? "cancelled" : "not cancelled")}");
        return door;
    }

    public Task<int> Append(List<int> numbers)
    {
        numbers.Add(0);
        return Task.FromResult(numbers.Count);
    }

    public Task<List<int>> Numbers() => Task.FromResult(_numbers);
}
