using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Reminders;

public sealed class ReminderTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private IReminderGrain Grain => _silo.Grain<IReminderGrain>();

    private IReadOnlyList<string> Entries => _silo.Journal.Entries;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_reminder_ticks_after_its_due_time_and_then_every_period_and_activates_its_grain()
    {
        await Grain.Register("r", Minutes(3), Minutes(2));
        await Grain.Leave();
        await _silo.IdleAsync();
        Assert.Equal(0, _silo.ActivationCount);

        await _silo.AdvanceAsync(Minutes(7.5));

        Assert.Equal(["r 0", "r 2", "r 4"], Entries);
        Assert.Equal(1, _silo.ActivationCount);
    }

    [Fact]
    public async Task A_reminder_survives_a_restart_and_keeps_its_phase()
    {
        await Grain.Register("r", Minutes(10), Minutes(10));
        await _silo.AdvanceAsync(Minutes(4));
        await _silo.RestartAsync();
        await _silo.AdvanceAsync(Minutes(17));

        Assert.Equal(["r 0", "r 10"], Entries);
    }

    [Fact]
    public async Task Ticks_that_were_missed_are_not_made_up_for_and_the_phase_is_kept()
    {
        await Grain.Register("r", Minutes(10), Minutes(10));
        await _silo.StopAsync();
        await _silo.PassWhileDownAsync(Minutes(34));
        await _silo.StartHostAgainAsync();
        await _silo.AdvanceAsync(Minutes(17));

        Assert.Equal(["r 30", "r 40"], Entries);
    }

    [Fact]
    public async Task Registering_again_replaces_the_reminder()
    {
        await Grain.Register("r", Minutes(1), Minutes(1));
        await Grain.Register("r", Minutes(5), Minutes(10));
        await _silo.AdvanceAsync(Minutes(9));

        Assert.Equal(["r 0"], Entries);
    }

    [Fact]
    public async Task An_unregistered_reminder_ticks_no_more_also_after_a_restart()
    {
        await Grain.Register("r", Minutes(1), Minutes(1));
        await Grain.Unregister("r");
        await _silo.RestartAsync();
        await _silo.AdvanceAsync(Minutes(5));

        Assert.Empty(Entries);
        Assert.False(await Grain.Has("r"));
    }

    [Fact]
    public async Task A_grain_lists_its_own_reminders()
    {
        await Grain.Register("b", Minutes(1), Minutes(1));
        await Grain.Register("a", Minutes(1), Minutes(1));
        await _silo.Grain<IReminderGrain>("other").Register("c", Minutes(1), Minutes(1));

        Assert.Equal(["a", "b"], await Grain.Names());
        Assert.True(await Grain.Has("a"));
    }

    [Fact]
    public async Task A_handle_from_before_a_change_removes_nothing()
    {
        await Grain.Register("r", Minutes(1), Minutes(1));

        await Assert.ThrowsAsync<ReminderException>(() => Grain.UnregisterStaleHandle("r"));

        Assert.True(await Grain.Has("r"));
    }

    [Fact]
    public async Task An_exception_in_a_tick_does_not_end_the_reminder()
    {
        await Grain.Register("failing", Minutes(1), Minutes(1));
        await _silo.AdvanceAsync(Minutes(3));

        Assert.Equal(["failing 0", "failing 1", "failing 2"], Entries);
    }

    [Fact]
    public async Task Periods_under_a_minute_and_negative_times_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Grain.Register("r", Minutes(1), TimeSpan.FromSeconds(59)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.Register("r", -Minutes(1), Minutes(1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.Register("r", Minutes(1), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task A_step_of_the_wall_clock_is_noticed_within_a_minute()
    {
        await Grain.Register("r", TimeSpan.FromHours(2), TimeSpan.FromHours(2));
        _silo.StepWallClock(TimeSpan.FromHours(2));
        await _silo.AdvanceAsync(Minutes(1));

        Assert.Equal(["r 1"], Entries);
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
