using MindBot.EmbeddedSilo.Tests.Fixture;

namespace MindBot.EmbeddedSilo.Tests.Calls;

public sealed class TurnTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private ITurnGrain Grain => _silo.Grain<ITurnGrain>();

    private Journal Journal => _silo.Journal;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_call_starts_only_when_the_one_before_is_complete_and_calls_keep_their_order()
    {
        Task[] calls = [Grain.Enter("1"), Grain.Enter("2"), Grain.Enter("3")];
        await _silo.IdleAsync();
        Assert.Equal(["+1"], Journal.Entries);

        Journal.Open("3");
        Journal.Open("2");
        Journal.Open("1");
        await Task.WhenAll(calls);

        Assert.Equal(["+1", "-1", "+2", "-2", "+3", "-3"], Journal.Entries);
    }

    [Fact]
    public async Task Calls_from_many_threads_never_lose_an_update()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => Task.Run(Grain.IncrementSlowly)));

        Assert.Equal(Enumerable.Range(1, 2000), counts.Order());
    }

    [Fact]
    public async Task Interleaving_calls_run_one_turn_at_a_time()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(Grain.IncrementInterleaving)));

        Assert.Equal(5001, await Grain.IncrementSlowly());
    }

    [Fact]
    public async Task An_always_interleaving_call_runs_beside_any_other()
    {
        var blocked = Grain.Enter("1");
        var waiting = Grain.Enter("2");
        Journal.Open("i");
        await Grain.Interleave("i");
        Assert.Equal(["+1", "+i", "-i"], Journal.Entries);

        Journal.Open("1");
        Journal.Open("2");
        await Task.WhenAll(blocked, waiting);
    }

    [Fact]
    public async Task A_running_always_interleaving_call_blocks_nobody()
    {
        var interleaving = Grain.Interleave("i");
        Journal.Open("1");
        await Grain.Enter("1");
        Assert.Equal(["+i", "+1", "-1"], Journal.Entries);

        Journal.Open("i");
        await interleaving;
    }

    [Fact]
    public async Task Read_only_calls_run_beside_each_other_but_not_beside_writing_ones()
    {
        var first = Grain.Read("r1");
        var second = Grain.Read("r2");
        var writing = Grain.Enter("w");
        await _silo.IdleAsync();
        Assert.Equal(["+r1", "+r2"], Journal.Entries);

        // The other way round the writing call might start beside the second one: as in Orleans, only the first one blocks it.
        Journal.Open("r2");
        await second;
        Journal.Open("r1");
        await first;
        await _silo.IdleAsync();
        var third = Grain.Read("r3");
        await _silo.IdleAsync();
        Assert.Equal("+w", Journal.Entries[^1]);

        Journal.Open("w");
        Journal.Open("r3");
        await Task.WhenAll(writing, third);
        Assert.Equal(["+w", "-w", "+r3", "-r3"], Journal.Entries.TakeLast(4));
    }

    [Fact]
    public async Task All_calls_of_a_reentrant_grain_interleave()
    {
        var grain = _silo.Grain<IReentrantGrain>();
        var first = grain.Enter("1");
        Journal.Open("2");
        await grain.Enter("2");
        Assert.Equal(["+1", "+2", "-2"], Journal.Entries);

        Journal.Open("1");
        await first;
    }
}
