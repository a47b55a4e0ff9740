using MindBot.EmbeddedSilo.Tests.Fixture;

namespace MindBot.EmbeddedSilo.Tests.Activations;

public sealed class CollectionTests : IAsyncLifetime
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task An_activation_without_calls_goes_away_after_its_age()
    {
        await _silo.Grain<IPlainGrain>().Touch();
        await _silo.AdvanceAsync(Age - Minute);
        Assert.Equal(1, _silo.ActivationCount);

        await _silo.AdvanceAsync(Minute);

        Assert.Equal(0, _silo.ActivationCount);
        Assert.Equal(["activated", "deactivated ActivationIdle"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task A_call_starts_the_age_again()
    {
        await _silo.Grain<IPlainGrain>().Touch();
        await _silo.AdvanceAsync(Age - Minute);
        await _silo.Grain<IPlainGrain>().Touch();
        await _silo.AdvanceAsync(Age - Minute);

        Assert.Equal(1, _silo.ActivationCount);
    }

    [Fact]
    public async Task A_running_call_keeps_the_activation()
    {
        var call = _silo.Grain<IPlainGrain>().Hold("door");
        await _silo.AdvanceAsync(2 * Age);
        Assert.Equal(1, _silo.ActivationCount);

        _silo.Journal.Open("door");
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_timer_keeps_the_activation_only_if_it_says_so()
    {
        await _silo.Grain<IPlainGrain>("plain timer").Tick(keepAlive: false);
        await _silo.Grain<IPlainGrain>("keeping timer").Tick(keepAlive: true);
        await _silo.AdvanceAsync(3 * Age);

        Assert.Equal(1, _silo.ActivationCount);
        Assert.Single(_silo.Journal.Entries, "deactivated ActivationIdle");
    }

    [Fact]
    public async Task The_KeepAlive_attribute_keeps_an_activation_for_good()
    {
        await _silo.Grain<IKeptGrain>().Touch();
        await _silo.AdvanceAsync(10 * Age);

        Assert.Equal(1, _silo.ActivationCount);
    }

    [Fact]
    public async Task The_CollectionAgeLimit_attribute_sets_the_age()
    {
        await _silo.Grain<IShortLivedGrain>().Touch();
        await _silo.AdvanceAsync(2 * Minute);
        Assert.Equal(1, _silo.ActivationCount);

        await _silo.AdvanceAsync(Minute);
        Assert.Equal(0, _silo.ActivationCount);
    }

    [Fact]
    public async Task DelayDeactivation_keeps_an_activation_that_long_and_can_be_taken_back()
    {
        await _silo.Grain<IPlainGrain>("delayed").Delay(2 * Age);
        await _silo.Grain<IPlainGrain>("for good").Delay(Timeout.InfiniteTimeSpan);
        await _silo.Grain<IPlainGrain>("taken back").Delay(2 * Age);
        await _silo.Grain<IPlainGrain>("taken back").Delay(TimeSpan.Zero);

        await _silo.AdvanceAsync(Age);
        Assert.Equal(2, _silo.ActivationCount);
        await _silo.AdvanceAsync(Age);
        Assert.Equal(1, _silo.ActivationCount);
    }

    [Fact]
    public async Task DelayDeactivation_does_not_hold_up_DeactivateOnIdle()
    {
        await _silo.Grain<IPlainGrain>().Delay(Timeout.InfiniteTimeSpan);
        await _silo.Grain<IPlainGrain>().Leave();
        await _silo.IdleAsync();

        Assert.Equal(0, _silo.ActivationCount);
    }
}
