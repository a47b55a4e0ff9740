using MindBot.Grains.Mail;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Tests.Mail;
using MindBot.Grains.TimeCards;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.TimeCards;

/// <summary>Confirmations are owed by the card until they are ordered for good.</summary>
public class PurchaseMailTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_crash_in_any_write_of_a_purchase_loses_no_confirmation_when_only_the_payments_event_comes_again(bool afterWrite, bool gift)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            var ada = await backend.Ada();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Buy(ada, gift: gift));
            await backend.AdvanceAsync(TimeSpan.Zero);
            if (!backend.IsDown) return;

            await backend.StartAgainAsync();
            if (backend.Payments.Intents.Count == 0) continue;
            await backend.Card("tcrd_1").PaymentSucceeded(Shop.Notice(user: ada));
            await backend.AdvanceAsync(Hours(2));
            Assert.True(backend.Mailer.Taken.Count > 0, $"No confirmation after a crash in write {write}");
            Assert.Equal(MailKey.Payment("tcrd_1"), Assert.Single(backend.Mailer.Taken.Select(mail => mail.Key).Distinct()));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_in_any_write_of_a_refund_loses_no_confirmation_when_the_refund_is_told_again(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            await backend.Buy(await backend.Ada());
            await backend.AdvanceAsync(TimeSpan.Zero);
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Card("tcrd_1").Refunded(new RefundNotice("re_1", 1000, IsGone: false)));
            await backend.AdvanceAsync(TimeSpan.Zero);
            if (!backend.IsDown) return;

            await backend.StartAgainAsync();
            await backend.Card("tcrd_1").Refunded(new RefundNotice("re_1", 1000, IsGone: false));
            await backend.AdvanceAsync(Hours(2));
            Assert.Contains(MailKey.Refund("re_1"), backend.Mailer.Taken.Select(mail => mail.Key));
        }
    }

    [Fact]
    public async Task A_mail_that_cannot_be_ordered_holds_up_no_purchase_but_the_payments_event()
    {
        await using var backend = await Backend.StartAsync();
        var ada = await backend.Ada();
        backend.Storage.Fails = state => state == "mail";
        Assert.Null((await backend.Buy(ada)).Refusal);
        Assert.Equal(Shop.Worth, await backend.Balance(ada));
        Assert.False(await Callers.Answered(backend.Card("tcrd_1").PaymentSucceeded(Shop.Notice(user: ada))));

        backend.Storage.Fails = null;
        await backend.Card("tcrd_1").PaymentSucceeded(Shop.Notice(user: ada));
        await backend.AdvanceAsync(Hours(2));
        Assert.Single(backend.Mailer.Taken);
        Assert.Equal(Shop.Worth, await backend.Balance(ada));
    }

    [Fact]
    public async Task One_confirmation_is_sent_however_often_the_payment_is_told()
    {
        await using var backend = await Backend.StartAsync();
        var ada = await backend.Ada();
        for (var i = 0; i < 3; i++)
        {
            await backend.Buy(ada);
            await backend.Card("tcrd_1").PaymentSucceeded(Shop.Notice(user: ada));
            await backend.AdvanceAsync(Hours(1));
        }

        Assert.Single(backend.Mailer.Taken);
    }
}
