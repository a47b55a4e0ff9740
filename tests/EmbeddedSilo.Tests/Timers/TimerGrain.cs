using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Timers;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave = false);

    /// <summary>The callback waits at the door.</summary>
    Task StartSlow(TimeSpan due, TimeSpan period, string door, bool interleave = false);

    Task StartFailing(TimeSpan due, TimeSpan period);

    Task StartRearming(TimeSpan due, TimeSpan next);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task Touch();

    [AlwaysInterleave]
    Task Leave();

    Task<bool> WasCancelled();
}

public sealed class TimerGrain(Journal journal, TimeProvider clock) : Grain, ITimerGrain
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private IGrainTimer _timer = null!;
    private CancellationToken _token;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            (state, token) =>
            {
                _token = token;
                return Note(state);
            },
            "tick",
            new() { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartSlow(TimeSpan due, TimeSpan period, string door, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await Note("begin");
                await journal.PassAsync(door);
                await Note("end");
            },
            new() { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan due, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                await Note("fail");
                throw new FormatException();
            },
            due,
            period);
        return Task.CompletedTask;
    }

    public Task StartRearming(TimeSpan due, TimeSpan next)
    {
        _timer = this.RegisterGrainTimer(
            static async self =>
            {
                await self.Grain.Note("tick");
                self.Grain._timer.Change(self.Next, Timeout.InfiniteTimeSpan);
            },
            (Grain: this, Next: next),
            due,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer.Dispose();
        return Task.CompletedTask;
    }

    public Task Touch()
    {
        journal.Add("touch");
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<bool> WasCancelled() => Task.FromResult(_token.IsCancellationRequested);

    private Task Note(string what)
    {
        journal.Add($"{what} {(clock.GetUtcNow() - _start).TotalSeconds}");
        return Task.CompletedTask;
    }
}
