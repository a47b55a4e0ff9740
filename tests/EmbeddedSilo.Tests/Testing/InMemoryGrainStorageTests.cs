using MindBot.EmbeddedSilo.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.EmbeddedSilo.Tests.Testing;

public sealed class InMemoryGrainStorageTests
{
    private static readonly GrainId Id = GrainId.Create("thing", "1");

    private readonly InMemoryGrainStorage _storage = new();

    [Fact]
    public async Task A_state_comes_back_as_another_object()
    {
        var written = new GrainState<List<int>>([1, 2]);
        await _storage.WriteStateAsync("s", Id, written);
        written.State!.Add(3);

        Assert.Equal([1, 2], (await ReadAsync()).State);
    }

    [Fact]
    public async Task Only_the_writer_who_has_the_stored_etag_may_write_or_clear()
    {
        var first = new GrainState<List<int>>([1]);
        await _storage.WriteStateAsync("s", Id, first);
        var second = await ReadAsync();
        await _storage.WriteStateAsync("s", Id, second);

        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("s", Id, first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("s", Id, first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("s", Id, new GrainState<List<int>>([])));
        await _storage.ClearStateAsync("s", Id, second);
        Assert.False((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task A_fault_strikes_at_the_given_write_only()
    {
        _storage.FailWrite(2);
        var state = new GrainState<List<int>>([1]);
        await _storage.WriteStateAsync("s", Id, state);
        state.State = [2];
        await Assert.ThrowsAsync<OrleansException>(() => _storage.WriteStateAsync("s", Id, state));
        Assert.Equal([1], (await ReadAsync()).State);

        await _storage.WriteStateAsync("s", Id, state);
        Assert.Equal([2], (await ReadAsync()).State);
        Assert.Equal(3, _storage.Writes);
    }

    [Fact]
    public async Task After_a_fault_behind_the_write_the_state_is_stored_but_the_etag_is_not_known()
    {
        _storage.FailWrite(1, StorageFault.AfterWrite);
        var state = new GrainState<List<int>>([1]);
        await Assert.ThrowsAsync<OrleansException>(() => _storage.WriteStateAsync("s", Id, state));

        Assert.Null(state.ETag);
        Assert.Equal([1], (await ReadAsync()).State);
    }

    private async Task<GrainState<List<int>>> ReadAsync()
    {
        var state = new GrainState<List<int>>();
        await _storage.ReadStateAsync("s", Id, state);
        return state;
    }
}
