using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.TimeCards;

/// <summary>A purchase may be cut off at any write; buying again with the same card id makes exactly one credit and one payment of it.</summary>
public class PurchaseCrashTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_crash_at_any_write_of_a_purchase_and_a_retry_credit_exactly_once(bool gift, bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(Acquire(backend, gift));
            await backend.IdleAsync();
            if (!backend.IsDown)
            {
                Assert.True(write > 4, "A purchase has more writes than that.");
                return;
            }

            await backend.StartAgainAsync();
            await Acquire(backend, gift);
            await backend.Card("tcrd_1").PaymentSucceeded(Shop.Notice());
            Assert.Equal(Shop.Worth, await backend.Credited());
            Assert.Single(backend.Payments.Intents);
            await Books.Balance(backend, "buyer");
        }
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task A_storage_error_at_any_write_of_a_purchase_and_retries_credit_exactly_once(StorageFault fault)
    {
        for (var write = 1; write <= 6; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.Shared.FailWrite(write, fault);
            await Callers.Insist(() => backend.Buy());
            Assert.Equal(Shop.Worth, await backend.Credited());
            Assert.Single(backend.Payments.Intents);
            await Books.Balance(backend, "buyer");
        }
    }

    [Fact]
    public async Task A_webhook_alone_finishes_a_purchase_that_crashed_after_the_payment()
    {
        for (var write = 3; write <= 5; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite: false);
            Assert.False(await Callers.Answered(backend.Buy()));
            await backend.StartAgainAsync();
            await backend.Card("tcrd_1").PaymentSucceeded(Shop.Notice());
            Assert.Equal(Shop.Worth, await backend.Credited());
        }
    }

    private static async Task Acquire(Backend backend, bool gift)
    {
        var bought = await backend.Buy(gift: gift);
        if (gift) Assert.Null((await backend.Redeem("buyer", bought.Card!.Code!)).Refusal);
    }
}
