using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Hosting;

public sealed class ShutdownTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task What_grains_write_at_their_deactivation_is_durable_after_a_stop()
    {
        for (var i = 0; i < 100; i++) await Grain($"g{i}").Set(i);
        await _silo.RestartAsync();

        for (var i = 0; i < 100; i++) Assert.Equal(i, await Grain($"g{i}").Get());
    }

    [Fact]
    public async Task A_running_call_ends_before_its_grain_is_deactivated()
    {
        var call = Grain("a").SetAfter("door", 7);
        await _silo.IdleAsync();
        var stop = _silo.StopAsync();
        await _silo.IdleAsync();
        Assert.False(stop.IsCompleted);

        _silo.Journal.Open("door");
        await call;
        await stop;
        await _silo.StartHostAgainAsync();

        Assert.Equal(7, await Grain("a").Get());
    }

    [Fact]
    public async Task A_call_from_outside_is_refused_once_the_stop_began()
    {
        var call = Grain("a").SetAfter("door", 7);
        var stop = _silo.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => Grain("b").Set(1));

        _silo.Journal.Open("door");
        await call;
        await stop;
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Grain("b").Set(1));
    }

    [Fact]
    public async Task Grains_may_call_each_other_while_they_are_deactivated()
    {
        await Grain("a").CallAtTheEnd("b");
        await Grain("c").CallAtTheEnd("b");
        await Grain("b").Set(1);
        await _silo.RestartAsync();

        Assert.Equal(99, await Grain("b").Get());
    }

    [Fact]
    public async Task A_grain_that_does_not_end_holds_up_the_stop_for_its_limit_only()
    {
        await Grain("a").NeverEnd();
        await Grain("b").Set(5);
        var stop = _silo.StopAsync();
        await _silo.IdleAsync();
        Assert.False(stop.IsCompleted);

        await _silo.AdvanceAsync(TimeSpan.FromSeconds(30));
        await stop;
        await _silo.StartHostAgainAsync();

        Assert.Equal(5, await Grain("b").Get());
    }

    [Fact]
    public async Task A_crash_fails_calls_at_once_and_runs_nothing_any_more()
    {
        await Grain("a").Set(5);
        var call = Grain("b").SetAfter("door", 7);
        await _silo.IdleAsync();
        _silo.Crash();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        _silo.Journal.Open("door");
        await _silo.StartHostAgainAsync();
        Assert.Equal(0, await Grain("a").Get());
    }

    private IShutdownGrain Grain(string key) => _silo.Grain<IShutdownGrain>(key);
}
