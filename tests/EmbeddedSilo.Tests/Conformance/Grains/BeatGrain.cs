using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

public interface IBeatGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer that disposes of itself at its last tick.</summary>
    Task Start(string name, TimeSpan due, TimeSpan period, int ticks = 1);

    /// <summary>The same, but each tick waits at the door <paramref name="name"/>.</summary>
    Task StartSlow(string name, TimeSpan due, TimeSpan period, bool interleave, int ticks = 1);

    /// <summary>The same, but each tick throws.</summary>
    Task StartFailing(string name, TimeSpan due, TimeSpan period, int ticks);

    /// <summary>A timer without a period, each of whose ticks arms the next.</summary>
    Task StartRearming(string name, TimeSpan due, int ticks);

    /// <summary>A timer whose tick deactivates the grain.</summary>
    Task StartLeaving(string name, TimeSpan due);

    Task Change(string name, TimeSpan due, TimeSpan period);

    Task Stop(string name);

    /// <summary>Whether the token that a timer's last tick was given is cancelled.</summary>
    Task<bool> WasCancelled(string name);

    Task Touch();

    [AlwaysInterleave]
    Task Leave();
}

/// <summary>A grain of timers.</summary>
public sealed class BeatGrain(Journal journal) : Grain, IBeatGrain
{
    private readonly Dictionary<string, IGrainTimer> _timers = [];
    private readonly Dictionary<string, CancellationToken> _tokens = [];

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Start(string name, TimeSpan due, TimeSpan period, int ticks) =>
        Add(name, ticks, static _ => Task.CompletedTask, new() { DueTime = due, Period = period });

    public Task StartSlow(string name, TimeSpan due, TimeSpan period, bool interleave, int ticks) => Add(
        name,
        ticks,
        async tick =>
        {
            await journal.PassAsync(name);
            journal.Add($"{name} {tick} ends");
        },
        new() { DueTime = due, Period = period, Interleave = interleave });

    public Task StartFailing(string name, TimeSpan due, TimeSpan period, int ticks) =>
        Add(name, ticks, static _ => throw new FormatException(), new() { DueTime = due, Period = period });

    public Task StartRearming(string name, TimeSpan due, int ticks) => Add(
        name,
        ticks,
        tick =>
        {
            if (tick < ticks) _timers[name].Change(due, Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        },
        new() { DueTime = due, Period = Timeout.InfiniteTimeSpan });

    public Task StartLeaving(string name, TimeSpan due) => Add(
        name,
        int.MaxValue,
        _ => Leave(),
        new() { DueTime = due, Period = due });

    public Task Change(string name, TimeSpan due, TimeSpan period)
    {
        _timers[name].Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop(string name)
    {
        _timers[name].Dispose();
        return Task.CompletedTask;
    }

    public Task<bool> WasCancelled(string name) => Task.FromResult(_tokens[name].IsCancellationRequested);

    public Task Touch()
    {
        journal.Add("touched");
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task Add(string name, int ticks, Func<int, Task> onTick, GrainTimerCreationOptions options)
    {
        var tick = 0;
        _timers[name] = this.RegisterGrainTimer(
            token =>
            {
                _tokens[name] = token;
                journal.Add($"{name} {++tick}");
                if (tick == ticks) _timers[name].Dispose();
                return onTick(tick);
            },
            options);
        return Task.CompletedTask;
    }
}
