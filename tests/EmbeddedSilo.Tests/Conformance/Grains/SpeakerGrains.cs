using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

public interface ISpeaker : IGrainWithStringKey
{
    Task<string> Say(string text);

    Task<int> Add(int a, int b);

    ValueTask Nod();

    Task Throw(string text);

    /// <summary>Lets another grain say it.</summary>
    Task<string> Pass(string key, string text);

    [AlwaysInterleave]
    Task Interrupt(string text);

    [OneWay]
    Task Whisper(string text);

    /// <summary>Says whether it was cancelled.</summary>
    Task<string> Ask(CancellationToken cancellationToken);

    /// <summary>Speaks at each tick of a timer; the last one disposes of it. An odd tick of a failing one throws.</summary>
    Task SpeakSoon(int ticks, bool failing = false);

    /// <summary>Speaks at the first tick of a reminder.</summary>
    Task Remember(string text);

    Task Leave();
}

public interface IOpenGrain : ISpeaker;

public interface IGuardedGrain : ISpeaker;

/// <summary>A grain whose calls only the silo's filters see.</summary>
public sealed class OpenGrain(Journal journal) : Speaker(journal), IOpenGrain;

/// <summary>A grain with a filter of its own, which does not go on if it is to say <c>stop</c>.</summary>
public sealed class GuardedGrain(Journal journal) : Speaker(journal), IGuardedGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await Note($"own filter: {context.MethodName}");
        if (context.MethodName == nameof(Say) && context.Request.GetArgument(0) is "stop") return;

        await context.Invoke();
        await Note("own filter ends");
    }
}

/// <summary>Does what a filter may be around of.</summary>
public abstract class Speaker(Journal journal) : Grain, ISpeaker, IRemindable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Note("activated");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Note("deactivated");

    public async Task<string> Say(string text)
    {
        await Task.Yield();
        await Note($"says {text}");
        return text;
    }

    public Task<int> Add(int a, int b) => Task.FromResult(a + b);

    public async ValueTask Nod() => await Note("nods");

    public async Task Throw(string text)
    {
        await Note($"throws {text}");
        throw new FormatException(text);
    }

    public Task<string> Pass(string key, string text) => GrainFactory.GetGrain<IOpenGrain>(key).Say(text);

    public Task Interrupt(string text) => Note($"interrupts with {text}");

    public Task Whisper(string text) => Note($"whispers {text}");

    public Task<string> Ask(CancellationToken cancellationToken) =>
        Task.FromResult(cancellationToken.IsCancellationRequested ? "cancelled" : "not cancelled");

    public Task SpeakSoon(int ticks, bool failing)
    {
        var tick = 0;
        IGrainTimer? timer = null;
        timer = this.RegisterGrainTimer(
            () =>
            {
                journal.Add($"tick {++tick}");
                if (tick == ticks) timer!.Dispose();
                return failing && tick % 2 != 0 ? throw new FormatException() : Task.CompletedTask;
            },
            Soon,
            Soon);
        return Task.CompletedTask;
    }

    public Task Remember(string text) => this.RegisterOrUpdateReminder(text, Soon, TimeSpan.FromSeconds(1));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await this.UnregisterReminder((await this.GetReminder(reminderName))!);
        await Note($"remembers {reminderName}");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    protected Task Note(string entry)
    {
        journal.Add(entry);
        return Task.CompletedTask;
    }
}
