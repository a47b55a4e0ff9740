using MindBot.EmbeddedSilo.Testing;

namespace MindBot.EmbeddedSilo.Tests.Testing;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock _clock = new(Start);
    private readonly List<string> _fired = [];

    [Fact]
    public void The_clock_stands_still_until_it_is_advanced()
    {
        var timestamp = _clock.GetTimestamp();
        Assert.Equal(Start, _clock.GetUtcNow());

        _clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(Start.AddSeconds(90), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(90), _clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_each_at_its_own_instant()
    {
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var tie = Timer("tie", 3);
        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["early 1", "late 3", "tie 3"], _fired);
    }

    [Fact]
    public void A_periodic_timer_fires_as_often_as_its_period_fits()
    {
        using var timer = Timer("p", 1, 2);
        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["p 1", "p 3", "p 5"], _fired);
    }

    [Fact]
    public void A_timer_that_is_armed_on_the_way_fires_on_the_way()
    {
        using var inner = Timer("inner", -1);
        using var outer = _clock.CreateTimer(_ => inner.Change(Time(1), Time(-1)), null, Time(1), Time(-1));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["inner 2"], _fired);
    }

    [Fact]
    public void A_disposed_timer_neither_fires_nor_changes()
    {
        var timer = Timer("t", 1);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_fired);
    }

    [Fact]
    public void A_step_of_the_wall_clock_moves_neither_timestamps_nor_timers()
    {
        using var timer = Timer("t", 5);
        var timestamp = _clock.GetTimestamp();
        _clock.SetUtcNow(Start.AddHours(-1));

        Assert.Equal(Start.AddHours(-1), _clock.GetUtcNow());
        Assert.Equal(timestamp, _clock.GetTimestamp());
        Assert.Equal(TimeSpan.FromSeconds(5), _clock.UntilNextTimer);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["t -3595"], _fired);
    }

    [Fact]
    public async Task Delays_run_on_the_clock()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public void Time_does_not_run_backwards() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    private ITimer Timer(string name, double dueSeconds, double periodSeconds = -1) => _clock.CreateTimer(
        _ => _fired.Add($"{name} {(_clock.GetUtcNow() - Start).TotalSeconds}"), null, Time(dueSeconds), Time(periodSeconds));

    private static TimeSpan Time(double seconds) => seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
}
