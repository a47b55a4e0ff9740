using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Payments;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Payments;

public class MoneyLedgerTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_paid_less_what_went_back_adds_up_by_currency()
    {
        await using var backend = await Backend.StartAsync();
        var ledger = Ledger(backend);
        Assert.Equal((0, false), ((await ledger.GetTotals()).Payments, (await ledger.GetTotals()).HasEverPaid));
        await ledger.Record(Payment(1, 4499));
        await ledger.Record(Payment(2, 999, "eur"));
        await ledger.Record(new("re_1", MoneyKinds.Refund, -4499, "usd", At));
        Assert.Equal((0L, 999L), await Spent(ledger));
        await ledger.Record(new("re_1/failed", MoneyKinds.RefundFailed, 4499, "usd", At));
        await ledger.Record(new("dp_1/withdrawn", MoneyKinds.DisputeWithdrawn, -999, "eur", At));
        Assert.Equal((4499L, 0L), await Spent(ledger));
        await ledger.Record(new("dp_1/reinstated", MoneyKinds.DisputeReinstated, 999, "eur", At));
        Assert.Equal((4499L, 999L), await Spent(ledger));
        Assert.Equal((2, true), ((await ledger.GetTotals()).Payments, (await ledger.GetTotals()).HasEverPaid));
    }

    [Fact]
    public async Task A_repeated_entry_counts_once_however_old_it_is()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 1; i <= 120; i++) Assert.True(await Ledger(backend).Record(Payment(i, 1)));
        backend.Crash();
        await backend.StartAgainAsync();
        for (var i = 1; i <= 120; i++) Assert.False(await Ledger(backend).Record(Payment(i, 7)));
        Assert.Equal((120L, 0L), await Spent(Ledger(backend)));
        Assert.Equal(120, (await Ledger(backend).GetTotals()).Payments);

        var racing = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ledger(backend).Record(Payment(121, 1))));
        Assert.Equal(1, racing.Count(isNew => isNew));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(200)]
    public async Task Entries_are_read_page_by_page_newest_first_without_gap_or_repeat(int pageSize)
    {
        await using var backend = await Backend.StartAsync();
        foreach (var count in new[] { 0, 1, 50, 51, 130 })
        {
            var ledger = backend.Grain<IMoneyLedgerGrain>($"user{count}");
            for (var i = 1; i <= count; i++) await ledger.Record(Payment(i, i));
            var read = new List<MoneyLine>();
            while (true)
            {
                var page = await ledger.Read(pageSize, read.Count == 0 ? null : read[^1].Number);
                Assert.Equal(count, page.LastNumber);
                if (page.Lines.IsEmpty) break;
                read.AddRange(page.Lines);
            }

            Assert.Equal(Enumerable.Range(1, count).Reverse().Select(i => ((long)i, $"pi_{i}")), read.Select(line => (line.Number, line.Entry.Id)));
        }
    }

    [Fact]
    public async Task The_row_stays_small_however_many_entries_there_are_and_an_entry_is_kept_whole()
    {
        await using var backend = await Backend.StartAsync();
        var refund = new MoneyEntry("re_1", MoneyKinds.Refund, -1, "usd", At)
        {
            CardId = "tcrd_1",
            SubscriptionId = "sub_1",
            InvoiceId = "in_1",
            StripeId = "re_1",
            By = "ada",
            Reason = "asked for it",
        };
        await Ledger(backend).Record(refund);
        for (var i = 1; i <= 150; i++) await Ledger(backend).Record(Payment(i, 1));
        Assert.Equal(1, backend.Stored<IMoneyLedgerGrain>("user", "moneyLedger")!.Split("\"number\":").Length - 1);
        Assert.Equal(refund, Assert.Single((await Ledger(backend).Read(1, 2)).Lines.AsEnumerable()).Entry);
    }

    [Theory]
    [InlineData(MoneyKinds.Payment, -1)]
    [InlineData(MoneyKinds.Payment, 0)]
    [InlineData(MoneyKinds.Refund, 1)]
    [InlineData(MoneyKinds.RefundFailed, -1)]
    [InlineData(MoneyKinds.DisputeWithdrawn, 1)]
    [InlineData(MoneyKinds.DisputeReinstated, -1)]
    [InlineData("gift", 1)]
    public async Task A_movement_in_the_wrong_direction_or_of_no_kind_is_a_bug_of_the_caller(string kind, long cents)
    {
        await using var backend = await Backend.StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger(backend).Record(new("x", kind, cents, "usd", At)));
        Assert.Equal(0, (await Ledger(backend).Read(10, null)).LastNumber);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_around_a_full_page_and_retries_count_each_entry_once(bool afterWrite)
    {
        for (var write = 1; write <= 4; write++)
        {
            await using var backend = await Backend.StartAsync();
            for (var i = 1; i <= 49; i++) await Ledger(backend).Record(Payment(i, 1));
            backend.CrashAtWrite(write, afterWrite);
            for (var i = 50; i <= 52 && !backend.IsDown; i++) await Callers.Answered(Ledger(backend).Record(Payment(i, 1)));
            Assert.True(backend.IsDown);
            await backend.StartAgainAsync();
            await CountsTo52(backend);
        }
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task A_storage_error_at_any_write_around_a_full_page_and_retries_count_each_entry_once(StorageFault fault)
    {
        for (var write = 1; write <= 4; write++)
        {
            await using var backend = await Backend.StartAsync();
            for (var i = 1; i <= 49; i++) await Ledger(backend).Record(Payment(i, 1));
            backend.Shared.FailWrite(write, fault);
            await CountsTo52(backend);
        }
    }

    private static async Task CountsTo52(Backend backend)
    {
        for (var i = 1; i <= 52; i++) await Callers.Insist(() => Ledger(backend).Record(Payment(i, 1)));
        Assert.Equal((52L, 0L), await Spent(Ledger(backend)));
        var lines = (await Ledger(backend).Read(200, null)).Lines;
        Assert.Equal(Enumerable.Range(1, 52).Reverse().Select(i => ((long)i, $"pi_{i}")), lines.Select(line => (line.Number, line.Entry.Id)));
    }

    private static IMoneyLedgerGrain Ledger(Backend backend) => backend.Grain<IMoneyLedgerGrain>("user");

    private static MoneyEntry Payment(int number, long cents, string currency = "usd") =>
        new($"pi_{number}", MoneyKinds.Payment, cents, currency, At);

    private static async Task<(long Usd, long Eur)> Spent(IMoneyLedgerGrain ledger)
    {
        var spent = (await ledger.GetTotals()).SpentCents;
        return (spent.GetValueOrDefault("usd"), spent.GetValueOrDefault("eur"));
    }
}
