using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Concurrency;

namespace MindBot.EmbeddedSilo.Tests.Calls;

public interface IGreeter : IGrainWithStringKey
{
    Task<string> Greet(string name);
}

public interface ICallGrain : IGreeter
{
    Task Nothing();

    Task<int> Sum(int a, long b, byte c, decimal d, string e, int? f, int[] g, DateTimeOffset h, CallMessage i);

    ValueTask NothingByValue();

    ValueTask<int> TwiceByValue(int value);

    Task<int> Overloaded(int value);

    Task<string> Overloaded(string value);

    Task Throw(string message);

    ValueTask ThrowAtOnce(string message);

    Task WaitFor(CancellationToken cancellationToken);

    Task WaitAt(string door);

    [OneWay]
    Task Notify(string message);

    [OneWay]
    ValueTask NotifyAndThrow(string message);
}

[GenerateSerializer]
public sealed record CallMessage([property: Id(0)] string Text);

internal interface IInternalGrain : IGrainWithStringKey
{
    Task<InternalMessage> Echo(InternalMessage message);
}

[GenerateSerializer]
internal sealed record InternalMessage([property: Id(0)] int Value);

internal sealed class InternalGrain : Grain, IInternalGrain
{
    public Task<InternalMessage> Echo(InternalMessage message) => Task.FromResult(message with { Value = message.Value + 1 });
}

public sealed class CallGrain(Journal journal) : Grain, ICallGrain
{
    public Task<string> Greet(string name) => Task.FromResult($"{this.GetPrimaryKeyString()} greets {name}");

    public Task Nothing() => Task.CompletedTask;

    public async Task<int> Sum(int a, long b, byte c, decimal d, string e, int? f, int[] g, DateTimeOffset h, CallMessage i)
    {
        await Task.Yield();
        return a + (int)b + c + (int)d + e.Length + (f ?? 0) + g.Sum() + h.Year + i.Text.Length;
    }

    public async ValueTask NothingByValue() => await Task.Yield();

    public async ValueTask<int> TwiceByValue(int value)
    {
        await Task.Yield();
        return value * 2;
    }

    public Task<int> Overloaded(int value) => Task.FromResult(value);

    public Task<string> Overloaded(string value) => Task.FromResult(value);

    public async Task Throw(string message)
    {
        await Task.Yield();
        throw new FormatException(message);
    }

    public ValueTask ThrowAtOnce(string message) => throw new FormatException(message);

    public Task WaitFor(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    public async Task WaitAt(string door)
    {
        journal.Add($"waits at {door}");
        await journal.PassAsync(door);
        journal.Add($"passed {door}");
    }

    public async Task Notify(string message)
    {
        await journal.PassAsync("notify");
        journal.Add(message);
    }

    public ValueTask NotifyAndThrow(string message)
    {
        journal.Add(message);
        throw new FormatException(message);
    }
}
