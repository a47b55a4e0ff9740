using MindBot.Grains.Payments;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Payments;

public class MoneyScenarioTests
{
    internal static readonly Dictionary<string, MoneyScenario> All =
        new[] { PurchaseScenarios.All, RefundScenarios.All, DisputeScenarios.All }.SelectMany(rows => rows).ToDictionary(row => row.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Money_and_time_come_out_exactly(string name)
    {
        var row = All[name];
        await using var backend = await Start();
        await row.Happens(new MoneyStory()).Play(backend);
        await ComesOut(row, backend);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task They_come_out_the_same_when_everything_is_told_again_in_reverse(string name)
    {
        var row = All[name];
        await using var backend = await Start();
        await row.Happens(new MoneyStory()).CatchesUp().HearsEverythingAgain(inReverse: true).Play(backend);
        await ComesOut(row, backend);
    }

    public static TheoryData<string> Names() => [.. All.Keys];

    internal static Task<Backend> Start() => Backend.StartAsync(options => options.UnattendedMinutes = 1440);

    internal static async Task ComesOut(MoneyScenario row, Backend backend)
    {
        Assert.Equal(row.Status, (await backend.Card(MoneyStory.First).Find())!.Status);
        await HasTime(backend, MoneyStory.Buyer, row.Minutes, row.DebtMinutes);
        await HasTime(backend, MoneyStory.Friend, row.FriendMinutes, debtMinutes: 0);

        var spent = (await backend.Grain<IMoneyLedgerGrain>(MoneyStory.Buyer).GetTotals()).SpentCents.GetValueOrDefault("usd");
        Assert.Equal((row.Cents, row.Cents), (spent, backend.Payments.HeldCents(MoneyStory.Buyer)));
        var lines = (await backend.Grain<IMoneyLedgerGrain>(MoneyStory.Buyer).Read(200, null)).Lines;
        Assert.Equal(spent, lines.Sum(line => line.Entry.AmountCents));
    }

    private static async Task HasTime(Backend backend, string user, long minutes, long debtMinutes)
    {
        await Books.Balance(backend, user);
        var extract = await backend.Ledger(user).Read(1, null);
        var (balance, debt) = (Minutes(minutes).Micros(), Minutes(debtMinutes).Micros());
        Assert.Equal((balance, balance, debt), (extract.BalanceMicros, extract.SumMicros, extract.DebtMicros));
        Assert.Equal(debt, (await Books.AllLines(backend, user)).Sum(line => line.DebtMicros));
    }
}
