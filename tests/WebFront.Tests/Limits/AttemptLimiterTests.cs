using MindBot.EmbeddedSilo.Testing;
using MindBot.WebFront.Limits;

namespace MindBot.WebFront.Tests.Limits;

public sealed class AttemptLimiterTests
{
    private readonly VirtualClock clock = new();

    [Fact]
    public void Attempts_beyond_the_limit_wait_for_the_end_of_the_window()
    {
        var limiter = new AttemptLimiter(2, TimeSpan.FromMinutes(10), clock);
        Assert.Null(limiter.TryTake("a"));
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(limiter.TryTake("a"));
        Assert.Equal(TimeSpan.FromMinutes(6), limiter.TryTake("a"));
        Assert.Null(limiter.TryTake("b"));

        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(limiter.TryTake("a"));
    }

    [Fact]
    public void An_attempt_given_back_does_not_count()
    {
        var limiter = new AttemptLimiter(1, TimeSpan.FromMinutes(10), clock);
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(limiter.TryTake("a"));
            limiter.GiveBack("a");
        }
        Assert.Null(limiter.TryTake("a"));
        Assert.NotNull(limiter.TryTake("a"));
    }

    [Fact]
    public void Beyond_the_capacity_the_oldest_are_forgotten()
    {
        var limiter = new AttemptLimiter(1, TimeSpan.FromMinutes(10), clock, capacity: 3);
        foreach (var key in new[] { "a", "b", "c", "d" }) Assert.Null(limiter.TryTake(key));
        Assert.NotNull(limiter.TryTake("b"));
        Assert.Null(limiter.TryTake("a"));
    }
}
