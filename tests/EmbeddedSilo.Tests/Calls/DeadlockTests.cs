using MindBot.EmbeddedSilo.Tests.Fixture;

namespace MindBot.EmbeddedSilo.Tests.Calls;

public sealed class DeadlockTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_circle_of_awaited_calls_fails_at_once_and_names_the_chain()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Chain("a").Walk("b", "c", "a"));

        Assert.Contains("chain/a.IChainGrain.Walk -> chain/b.IChainGrain.Walk -> chain/c.IChainGrain.Walk -> chain/a.IChainGrain.Walk", exception.Message);
    }

    [Fact]
    public async Task A_grain_that_awaits_itself_fails_at_once() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Chain("a").Walk("a"));

    [Fact]
    public async Task A_circle_through_an_activation_fails_at_once() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Chain("y").Walk("x>y"));

    [Fact]
    public async Task After_a_circle_the_grains_work_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Chain("a").Walk("b", "a"));

        Assert.Equal("ab", await Chain("a").Walk("b"));
        Assert.Equal("ba", await Chain("b").Walk("a"));
    }

    [Fact]
    public async Task Calling_the_same_grain_on_two_paths_is_no_circle() => Assert.Equal("lrl", await Chain("a").Diamond("l", "r"));

    [Fact]
    public async Task A_one_way_call_back_just_queues()
    {
        await Chain("a").WalkThenOneWay("b", "a");
        await _silo.IdleAsync();

        Assert.Equal(["ba"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task An_interleaving_request_may_be_called_back() =>
        Assert.Equal("bc", await Chain("a").InterleaveWith("b", "c"));

    [Fact]
    public async Task A_timer_starts_a_chain_of_its_own()
    {
        await Chain("a").WalkInTimer("b");
        await Chain("c").WalkInTimer("d", "c");
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["InvalidOperationException", "ab"], _silo.Journal.Entries.OrderDescending(StringComparer.Ordinal).Reverse());
    }

    private IChainGrain Chain(string key) => _silo.Grain<IChainGrain>(key);
}
