using Microsoft.Extensions.Configuration;
using MindBot.EmbeddedSilo.Testing;
using MindBot.WebFront.Limits;

namespace MindBot.WebFront.Tests.Limits;

public sealed class LockoutTests
{
    private readonly VirtualClock clock = new();

    [Fact]
    public void After_the_free_failures_the_wait_doubles_up_to_an_hour()
    {
        var lockout = new Lockout(3, clock);
        for (var i = 0; i < 3; i++) Assert.Null(lockout.TryTake("ada"));
        foreach (var seconds in new[] { 30, 60, 120, 240, 480, 960, 1920, 3600, 3600 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), lockout.TryTake("ada"));
            clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal(TimeSpan.FromSeconds(1), lockout.TryTake("ada"));
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(lockout.TryTake("ada"));
        }

        Assert.Null(lockout.TryTake("grace"));
    }

    [Fact]
    public void A_day_without_a_failure_or_the_right_password_ends_it_and_what_was_no_attempt_does_not_count()
    {
        var lockout = new Lockout(1, clock);
        Assert.Null(lockout.TryTake("ada"));
        Assert.NotNull(lockout.TryTake("ada"));
        lockout.Lift("ada");
        Assert.Null(lockout.TryTake("ada"));
        lockout.GiveBack("ada");
        Assert.Null(lockout.TryTake("ada"));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(lockout.TryTake("ada"));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(lockout.TryTake("ada"));
        Assert.Equal(TimeSpan.FromSeconds(30), lockout.TryTake("ada"));
    }

    [Fact]
    public void Beyond_the_capacity_the_longest_unused_are_forgotten()
    {
        var lockout = new Lockout(1, clock, capacity: 2);
        Assert.Null(lockout.TryTake("a"));
        Assert.Null(lockout.TryTake("b"));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(lockout.TryTake("a"));
        Assert.Null(lockout.TryTake("c"));
        Assert.NotNull(lockout.TryTake("a"));
        Assert.Null(lockout.TryTake("b"));
    }

    [Fact]
    public void An_account_is_guarded_from_many_addresses_at_once_and_the_right_password_opens_it()
    {
        var limits = new FrontLimits(LimitSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("MINDBOT_LIMIT_WRONG_PASSWORDS", "2")]).Build()), clock);
        for (var i = 0; i < 4; i++) Assert.Null(limits.TryTakePassword($"192.0.2.{i}", "ada"));
        Assert.Equal(TimeSpan.FromSeconds(30), limits.TryTakePassword("192.0.2.9", "ada"));
        Assert.Null(limits.TryTakePassword("192.0.2.9", "grace"));

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(limits.TryTakePassword("192.0.2.9", "ada"));
        limits.PasswordWasRight("192.0.2.9", "ada");
        for (var i = 10; i < 14; i++) Assert.Null(limits.TryTakePassword($"192.0.2.{i}", "ada"));
        Assert.NotNull(limits.TryTakePassword("192.0.2.14", "ada"));
        limits.LiftPasswords("192.0.2.14", "ada");
        Assert.Null(limits.TryTakePassword("192.0.2.14", "ada"));
    }
}
