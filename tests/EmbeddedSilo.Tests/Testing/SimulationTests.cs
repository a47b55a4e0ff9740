using MindBot.EmbeddedSilo.Testing;

namespace MindBot.EmbeddedSilo.Tests.Testing;

/// <summary>What the seeded silo is for: it finds bugs that depend on the order of things, and repeats them.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 50;

    [Fact]
    public void A_lost_update_is_found_within_fifty_seeds_and_repeated_by_its_seed()
    {
        var seeds = Enumerable.Range(0, Seeds).Where(seed => Bank.Run(seed, careless: true).Balance < Bank.Deposits).ToArray();

        Assert.NotEmpty(seeds);
        Assert.Equal(Bank.Run(seeds[0], careless: true), Bank.Run(seeds[0], careless: true));
    }

    [Fact]
    public void Without_the_bug_no_seed_finds_it() =>
        Assert.All(Enumerable.Range(0, Seeds), seed => Assert.Equal(Bank.Deposits, Bank.Run(seed).Balance));

    [Fact]
    public void A_crash_at_any_work_item_loses_no_deposit_that_was_answered()
    {
        for (var seed = 0; seed < 2; seed++)
        {
            var items = Bank.Run(seed).Items;
            Assert.True(items > 30, "Hardly anything happens that a crash could interrupt.");
            for (var n = 1L; n <= items; n++)
            {
                var day = Bank.Run(seed, crashAt: n);
                Assert.InRange(day.Balance, day.Acknowledged, Bank.Deposits);
                if (n % 5 == 0) Assert.Equal(day, Bank.Run(seed, crashAt: n));
            }
        }
    }

    [Fact]
    public void Crashes_leave_every_balance_that_is_possible()
    {
        var balances = Enumerable.Range(1, (int)Bank.Run(1).Items).Select(n => Bank.Run(1, crashAt: n).Balance).Distinct().Order();

        Assert.Equal(Enumerable.Range(0, Bank.Deposits + 1), balances);
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public void A_fault_at_any_write_is_repeated_by_seed_and_number(StorageFault fault)
    {
        for (var write = 1; write <= Bank.Deposits; write++)
        {
            var day = Bank.Run(seed: 3, fault: (write, fault));
            Assert.InRange(day.Balance, day.Acknowledged, Bank.Deposits);
            Assert.True(day.Acknowledged < Bank.Deposits);
            Assert.Equal(day, Bank.Run(seed: 3, fault: (write, fault)));
        }
    }
}
