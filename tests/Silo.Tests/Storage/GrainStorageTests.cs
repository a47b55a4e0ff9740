using System.Collections.Immutable;
using System.Text;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What holds on either database.</summary>
public abstract class GrainStorageTests : IDisposable
{
    private static readonly GrainId Wallet = GrainId.Create("wallet", "usr_1");

    private readonly ITestDatabase database;
    private readonly DataStore store;
    private readonly GrainStorage storage;

    protected GrainStorageTests(ITestDatabase database)
    {
        this.database = database;
        store = database.Open();
        storage = new GrainStorage(store.Rows, new StateJson());
    }

    public void Dispose()
    {
        store.Dispose();
        database.Dispose();
    }

    [SkippableFact]
    public async Task A_state_that_was_never_written_is_new_and_has_no_record()
    {
        var state = new GrainState<Purse> { ETag = "left over", RecordExists = true };
        await storage.ReadStateAsync("state", Wallet, state);
        Assert.Equal((false, null), (state.RecordExists, state.ETag));
        Assert.Equal(new Purse(), state.State);
    }

    [SkippableFact]
    public async Task A_written_state_reads_back_equal()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.Zero).AddTicks(1_234_567);
        var written = new GrainState<Purse>(new Purse
        {
            Owner = "Zoë \"Z\" Ünal",
            Mood = Mood.VeryGood,
            Cards = [new Card("tcrd_1", 9_007_199_254_740_993, at), new Card("tcrd_2", 0, null)],
            Spent = ImmutableDictionary<string, long>.Empty.Add("tcrd_1", -5),
        });
        await storage.WriteStateAsync("state", Wallet, written);
        Assert.True(written.RecordExists);

        var read = new GrainState<Purse>();
        await storage.ReadStateAsync("state", Wallet, read);
        Assert.Equal((true, written.ETag), (read.RecordExists, read.ETag));
        Assert.Equal(written.State!.Cards.ToList(), read.State!.Cards.ToList());
        Assert.Equal(written.State.Spent, read.State.Spent);
        Assert.Equal((written.State.Owner, written.State.Mood), (read.State.Owner, read.State.Mood));
    }

    [SkippableFact]
    public async Task The_row_has_stable_names_and_nothing_that_is_computed()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);
        await storage.WriteStateAsync("state", Wallet, new GrainState<Purse>(new Purse { Mood = Mood.VeryGood, Cards = [new("tcrd_1", 60, at)] }));
        var row = await store.Rows.ReadAsync(new RowKey("state/wallet", "usr_1"));
        Assert.Equal(
            """{"mood":"veryGood","cards":[{"id":"tcrd_1","remainingUs":60,"expiresAt":"2026-03-01T12:30:15+00:00"}],"spent":{}}""",
            Encoding.UTF8.GetString(row!.Payload));
    }

    [SkippableFact]
    public async Task A_row_of_an_older_program_gets_the_defaults_of_what_it_lacks()
    {
        await store.Rows.WriteAsync(new RowKey("state/wallet", "usr_1"), null, """{"owner":"Ann","unknown":1}"""u8.ToArray());
        var read = new GrainState<Purse>();
        await storage.ReadStateAsync("state", Wallet, read);
        Assert.Equal("Ann", read.State!.Owner);
        Assert.Empty(read.State.Cards);
    }

    [SkippableFact]
    public async Task A_row_that_is_no_such_state_is_an_outage_not_an_empty_state()
    {
        await store.Rows.WriteAsync(new RowKey("state/wallet", "usr_1"), null, """{"mood":7}"""u8.ToArray());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync("state", Wallet, new GrainState<Purse>()));
    }

    [SkippableFact]
    public async Task A_stale_state_is_refused_and_keeps_its_etag()
    {
        var one = new GrainState<Purse>(new Purse());
        await storage.WriteStateAsync("state", Wallet, one);
        var two = new GrainState<Purse>();
        await storage.ReadStateAsync("state", Wallet, two);
        await storage.WriteStateAsync("state", Wallet, one);
        var staleEtag = two.ETag;

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Wallet, two));
        Assert.Equal((one.ETag, staleEtag), (error.StoredEtag, error.CurrentEtag));
        Assert.Equal(staleEtag, two.ETag);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("state", Wallet, two));
    }

    [SkippableFact]
    public async Task A_cleared_state_can_be_written_anew()
    {
        var state = new GrainState<Purse>(new Purse { Owner = "Ann" });
        await storage.WriteStateAsync("state", Wallet, state);
        await storage.ClearStateAsync("state", Wallet, state);
        Assert.Equal((false, null, null), (state.RecordExists, state.ETag, state.State!.Owner));
        await storage.WriteStateAsync("state", Wallet, state);
        Assert.True(state.RecordExists);
    }

    [SkippableFact]
    public async Task States_of_other_names_types_and_keys_are_apart()
    {
        await storage.WriteStateAsync("state", Wallet, new GrainState<Purse>(new Purse { Owner = "Ann" }));
        foreach (var (name, id) in new[]
        {
            ("other", Wallet), ("state", GrainId.Create("room", "usr_1")), ("state", GrainId.Create("wallet", "usr_2")),
        })
        {
            var state = new GrainState<Purse>();
            await storage.ReadStateAsync(name, id, state);
            Assert.False(state.RecordExists);
        }
    }

    [SkippableFact]
    public async Task A_state_that_cannot_be_serialised_writes_nothing_and_disturbs_nobody()
    {
        await Assert.ThrowsAnyAsync<Exception>(() =>
            storage.WriteStateAsync("state", Wallet, new GrainState<Unwritable>(new Unwritable())));
        var state = new GrainState<Purse>(new Purse { Owner = "Ann" });
        await storage.WriteStateAsync("state", Wallet, state);
        Assert.True(state.RecordExists);
    }

    private enum Mood
    {
        Good,
        VeryGood,
    }

    private sealed record Card(string Id, long RemainingUs, DateTimeOffset? ExpiresAt);

    private sealed record Purse
    {
        public string? Owner { get; init; }

        public Mood Mood { get; init; }

        public ImmutableArray<Card> Cards { get; init; } = [];

        public ImmutableDictionary<string, long> Spent { get; init; } = ImmutableDictionary<string, long>.Empty;

        /// <summary>Computed, so it is no part of the row.</summary>
        public long RemainingUs => Cards.Sum(card => card.RemainingUs);
    }

    private sealed class Unwritable
    {
        public string First { get; init; } = "written";

        public string Second
        {
            get => throw new InvalidOperationException("no");
            init => _ = value;
        }
    }
}
