using MindBot.EmbeddedSilo.Tests.Fixture;

namespace MindBot.EmbeddedSilo.Tests.Timers;

public sealed class TimerTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private ITimerGrain Grain => _silo.Grain<ITimerGrain>();

    private IReadOnlyList<string> Entries => _silo.Journal.Entries;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_timer_ticks_after_its_due_time_and_then_every_period()
    {
        await Grain.Start(Seconds(5), Seconds(2));
        await _silo.AdvanceAsync(Seconds(10));

        Assert.Equal(["tick 5", "tick 7", "tick 9"], Entries);
    }

    [Fact]
    public async Task An_infinite_period_ticks_once_and_an_infinite_due_time_never()
    {
        await _silo.Grain<ITimerGrain>("once").Start(Seconds(1), Timeout.InfiniteTimeSpan);
        await _silo.Grain<ITimerGrain>("never").Start(Timeout.InfiniteTimeSpan, Seconds(1));
        await _silo.AdvanceAsync(Seconds(10));

        Assert.Equal(["tick 1"], Entries);
    }

    [Fact]
    public async Task The_period_counts_from_the_end_of_the_callback()
    {
        await Grain.StartSlow(Seconds(1), Seconds(2), "door");
        await _silo.AdvanceAsync(Seconds(6));
        Assert.Equal(["begin 1"], Entries);

        _silo.Journal.Open("door");
        await _silo.IdleAsync();
        await _silo.AdvanceAsync(Seconds(2));

        Assert.Equal(["begin 1", "end 6", "begin 8", "end 8"], Entries);
    }

    [Fact]
    public async Task Callbacks_and_calls_do_not_run_beside_each_other()
    {
        await Grain.StartSlow(Seconds(1), Seconds(1), "door");
        await _silo.AdvanceAsync(Seconds(1));
        var call = Grain.Touch();
        await _silo.IdleAsync();
        Assert.False(call.IsCompleted);

        _silo.Journal.Open("door");
        await call;
        Assert.Equal(["begin 1", "end 1", "touch"], Entries);
    }

    [Fact]
    public async Task Callbacks_that_interleave_run_beside_calls()
    {
        await Grain.StartSlow(Seconds(1), Seconds(1), "door", interleave: true);
        await _silo.AdvanceAsync(Seconds(1));
        await Grain.Touch();
        Assert.Equal(["begin 1", "touch"], Entries);
    }

    [Fact]
    public async Task Change_restarts_the_timer()
    {
        await Grain.Start(Seconds(5), Seconds(5));
        await _silo.AdvanceAsync(Seconds(3));
        await Grain.Change(Seconds(4), Seconds(1));
        await _silo.AdvanceAsync(Seconds(5));
        await Grain.Change(Timeout.InfiniteTimeSpan, Seconds(1));
        await _silo.AdvanceAsync(Seconds(5));

        Assert.Equal(["tick 7", "tick 8"], Entries);
    }

    [Fact]
    public async Task Change_inside_the_callback_counts_from_its_end()
    {
        await Grain.StartRearming(Seconds(1), Seconds(3));
        await _silo.AdvanceAsync(Seconds(8));

        Assert.Equal(["tick 1", "tick 4", "tick 7"], Entries);
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more_and_its_token_is_cancelled()
    {
        await Grain.Start(Seconds(1), Seconds(1));
        await _silo.AdvanceAsync(Seconds(1));
        Assert.False(await Grain.WasCancelled());

        await Grain.Stop();
        await Grain.Stop();
        await _silo.AdvanceAsync(Seconds(5));

        Assert.True(await Grain.WasCancelled());
        Assert.Equal(["tick 1"], Entries);
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await Grain.Start(Seconds(1), Seconds(1));
        await Grain.Leave();
        await _silo.AdvanceAsync(Seconds(5));

        Assert.Empty(Entries);
    }

    [Fact]
    public async Task A_tick_that_waits_when_its_activation_leaves_is_void()
    {
        await Grain.StartSlow(Seconds(1), Seconds(1), "door");
        await Grain.Start(Seconds(2), Seconds(1));
        await _silo.AdvanceAsync(Seconds(2));
        await Grain.Leave();
        _silo.Journal.Open("door");
        await _silo.IdleAsync();
        await _silo.AdvanceAsync(Seconds(10));

        Assert.Equal(["begin 1", "end 2"], Entries);
        Assert.Equal(0, _silo.ActivationCount);
    }

    [Fact]
    public async Task An_exception_in_a_callback_does_not_end_the_timer()
    {
        await Grain.StartFailing(Seconds(1), Seconds(1));
        await _silo.AdvanceAsync(Seconds(3));

        Assert.Equal(["fail 1", "fail 2", "fail 3"], Entries);
    }

    [Fact]
    public async Task Times_out_of_range_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.Start(TimeSpan.FromMilliseconds(-2), Seconds(1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.Start(Seconds(1), TimeSpan.FromMilliseconds(uint.MaxValue)));
    }

    [Fact]
    public async Task A_step_of_the_wall_clock_moves_no_timer()
    {
        await Grain.Start(Seconds(5), Timeout.InfiniteTimeSpan);
        _silo.StepWallClock(TimeSpan.FromHours(1));
        await _silo.AdvanceAsync(Seconds(4));
        Assert.Empty(Entries);

        await _silo.AdvanceAsync(Seconds(1));
        Assert.Equal(["tick 3605"], Entries);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
