using MindBot.Silo.Clock;

namespace MindBot.Silo.Tests.Clock;

public sealed class MonotonicClockTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SteppedTime source = new();
    private readonly MonotonicClock clock;

    public MonotonicClockTests() => clock = new MonotonicClock(source);

    public void Dispose() => clock.Dispose();

    [Fact]
    public void It_starts_at_the_wall_clock_and_advances_with_the_stopwatch()
    {
        Assert.Equal(SteppedTime.Start, clock.GetUtcNow());
        source.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(SteppedTime.Start.AddTicks(1), clock.GetUtcNow());
        Run(seconds: 86_400);
        Assert.Equal(SteppedTime.Start.AddTicks(1).AddDays(1), clock.GetUtcNow());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_step_of_the_wall_clock_by_an_hour_changes_no_interval(int hours)
    {
        Run(seconds: 100);
        source.StepWall(TimeSpan.FromHours(hours));
        Run(seconds: 3_600);
        Assert.Equal(SteppedTime.Start.AddSeconds(3_700), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(hours), clock.WallOffset);

        source.StepWall(TimeSpan.FromHours(-hours));
        Run(seconds: 3_600);
        Assert.Equal(SteppedTime.Start.AddSeconds(7_300), clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.WallOffset);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public void A_small_difference_is_slewed_away_at_no_more_than_500_ppm(int seconds)
    {
        source.StepWall(TimeSpan.FromSeconds(seconds));
        clock.GetUtcNow();
        for (var i = 0; i < 4_100; i++)
        {
            var before = clock.GetUtcNow();
            source.Advance(Second);
            var measured = clock.GetUtcNow() - before;
            Assert.InRange((measured - Second).Duration(), TimeSpan.Zero, TimeSpan.FromMicroseconds(500));
        }
        Assert.Equal(TimeSpan.Zero, clock.WallOffset);
        Assert.Equal(source.GetUtcNow(), clock.GetUtcNow());
    }

    [Fact]
    public void A_clock_that_nobody_reads_for_long_does_not_overshoot()
    {
        source.StepWall(TimeSpan.FromSeconds(2));
        Run(seconds: 2);
        source.Advance(TimeSpan.FromDays(10));
        Assert.Equal(source.GetUtcNow(), clock.GetUtcNow());
    }

    [Fact]
    public void It_never_goes_backwards_whatever_the_wall_clock_does()
    {
        var random = new Random(5);
        var latest = clock.GetUtcNow();
        for (var i = 0; i < 10_000; i++)
        {
            source.StepWall(TimeSpan.FromMilliseconds(random.Next(-100_000, 100_000)));
            source.Advance(TimeSpan.FromTicks(random.Next(0, 30_000_000)));
            var now = clock.GetUtcNow();
            Assert.True(now >= latest);
            latest = now;
        }
    }

    [Fact]
    public async Task Timers_and_the_stopwatch_are_the_systems()
    {
        using var real = new MonotonicClock();
        var start = real.GetTimestamp();
        await Task.Delay(TimeSpan.FromMilliseconds(1), real);
        Assert.True(real.GetElapsedTime(start) > TimeSpan.Zero);
        Assert.InRange(real.WallOffset.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private void Run(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            source.Advance(Second);
            clock.GetUtcNow();
        }
    }
}
