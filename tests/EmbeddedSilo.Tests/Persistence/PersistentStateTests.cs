using MindBot.EmbeddedSilo.Testing;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.EmbeddedSilo.Tests.Persistence;

public sealed class PersistentStateTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private IStateGrain Grain => _silo.Grain<IStateGrain>();

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_state_that_was_never_written_is_new()
    {
        Assert.Equal((false, null, 0), await Grain.Inspect());
        Assert.Equal("none", await Grain.GetOther());
    }

    [Fact]
    public async Task A_written_state_is_there_before_the_next_activation_begins()
    {
        await Grain.Set(7);
        await Grain.SetOther("text");
        await _silo.RestartAsync();

        var (exists, etag, atActivation) = await Grain.Inspect();
        Assert.True(exists);
        Assert.NotNull(etag);
        Assert.Equal(7, atActivation);
        Assert.Equal("text", await Grain.GetOther());
    }

    [Fact]
    public async Task A_state_that_was_not_written_is_lost_with_the_process()
    {
        await Grain.Set(7);
        await Grain.SetWithoutWriting(8);
        _silo.Crash();
        await _silo.StartHostAgainAsync();

        Assert.Equal(7, await Grain.Get());
    }

    [Fact]
    public async Task A_cleared_state_is_new_again()
    {
        await Grain.Set(7);
        await Grain.Clear();

        Assert.Equal(0, await Grain.Get());
        Assert.Equal((false, null, 0), await Grain.Inspect());
        await Grain.Set(8);
        Assert.Equal("""{"Value":8}""", _silo.Storage.Peek(_silo.IdOf<IStateGrain>(), "counter"));
    }

    [Fact]
    public async Task A_write_based_on_an_old_version_fails_and_the_next_call_finds_what_is_stored()
    {
        await Grain.Set(1);
        _silo.Storage.Poke(_silo.IdOf<IStateGrain>(), "counter", """{"Value":100}""");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.Set(2));

        Assert.Equal(100, await Grain.Get());
        Assert.Equal(100, (await Grain.Inspect()).AtActivation);
    }

    [Fact]
    public async Task An_inconsistency_of_another_grain_does_not_deactivate_the_caller()
    {
        var caller = _silo.Grain<IForwardingStateGrain>();
        Assert.Equal(1, await caller.SetElsewhere("s", 1));
        _silo.Storage.Poke(_silo.IdOf<IStateGrain>("s"), "counter", """{"Value":100}""");

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.SetElsewhere("s", 2));

        Assert.Equal(3, await caller.SetElsewhere("s", 3));
    }

    [Fact]
    public async Task A_grain_that_handles_the_inconsistency_stays()
    {
        await Grain.Set(1);
        _silo.Storage.Poke(_silo.IdOf<IStateGrain>(), "counter", """{"Value":100}""");

        await Grain.SetSwallowing(2);

        Assert.Equal(100, await Grain.Get());
        Assert.Equal(0, (await Grain.Inspect()).AtActivation);
    }

    [Fact]
    public async Task A_write_that_failed_before_it_was_stored_can_be_repeated()
    {
        await Grain.Set(1);
        _silo.Storage.FailWrite();

        await Assert.ThrowsAsync<OrleansException>(() => Grain.Set(2));
        await Grain.Set(3);

        Assert.Equal("""{"Value":3}""", _silo.Storage.Peek(_silo.IdOf<IStateGrain>(), "counter"));
    }

    [Fact]
    public async Task After_a_write_of_unknown_outcome_the_old_version_is_refused_until_the_state_is_read_again()
    {
        await Grain.Set(1);
        _silo.Storage.FailWrite(1, StorageFault.AfterWrite);
        await Grain.SetSwallowing(2);

        Assert.Equal(2, await Grain.Get());
        await Grain.Set(3);
        Assert.Equal(3, await Grain.Get());
    }

    [Fact]
    public async Task A_failed_read_fails_the_activation_and_the_next_call_tries_again()
    {
        _silo.Storage.FailReads();

        await Assert.ThrowsAsync<OrleansException>(() => Grain.Get());

        Assert.Equal(0, await Grain.Get());
    }

    [Fact]
    public async Task A_state_can_be_read_again()
    {
        await Grain.Set(1);
        _silo.Storage.Poke(_silo.IdOf<IStateGrain>(), "counter", """{"Value":100}""");
        await Grain.Reread();

        Assert.Equal(100, await Grain.Get());
    }
}
