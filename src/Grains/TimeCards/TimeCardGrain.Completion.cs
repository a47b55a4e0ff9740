using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Mail;
using MindBot.Grains.Payments;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.TimeCards;

public sealed partial class TimeCardGrain
{
    private long TotalMicros => Card.Purchase!.Package.TotalMicros;

    private IMoneyLedgerGrain Money => GrainFactory.GetGrain<IMoneyLedgerGrain>(Card.Purchase!.UserId);

    private Task MarkPaid(string intentId, string? clientSecret)
    {
        var paid = Card with
        {
            Phase = CardPhase.Paid,
            PaymentIntentId = intentId,
            ClientSecret = clientSecret,
            PaymentStatus = PaymentIntentStatus.Succeeded,
            OwesMail = true,
        };
        return Card.Purchase!.Gift ? state.Store(paid) : Give(Card.Purchase.UserId, paid);
    }

    /// <summary>Who owns the card is durable before the wallet hears of it: of many who redeem at once, one wins (I11).</summary>
    private Task Give(string userId, TimeCardState paid) => state.Store(paid with { Phase = CardPhase.Activating, OwnerId = userId });

    /// <summary>
    /// What follows from a payment, each step once however often this is repeated: the books, the credit, and what has gone back since.
    /// </summary>
    private async Task Complete()
    {
        if (Card.Phase is not (CardPhase.Paid or CardPhase.Activating or CardPhase.Active)) return;
        if (!Card.IsBooked) await Book();
        if (Card.Phase != CardPhase.Activating) return;
        var wallet = GrainFactory.GetGrain<IWalletGrain>(Card.OwnerId!);
        var credited = await wallet.Credit(new CreditRequest(CardId, Card.Code, TotalMicros, Card.CreatedAt));
        // As long as this is not done the card is not active, so that a crash in between leaves it to the next attempt.
        await SettleReturns();
        await state.Store(Card with { Phase = CardPhase.Active, ActivatedAt = credited.ActivatedAt, ExpiresAt = credited.ExpiresAt });
        await wallet.ConfirmGrant(CardId);
    }

    private async Task Book()
    {
        if (Card.Purchase!.Coupon is { } coupon) await Coupon(coupon).Redeem(Card.Purchase.UserId, CardId, Card.DiscountCents);
        await Record($"payment:{CardId}", MoneyKinds.Payment, Card.PaidCents, Card.PaymentIntentId!);
        if (Card.Purchase.Gift) await GrainFactory.GetGrain<IGiftListGrain>(Card.Purchase.UserId).Add(CardId);
        await state.Store(Card with { IsBooked = true });
    }

    /// <summary>The mail is owed until its own grain has it durably: a crash in between leaves it to the provider's event, which is told again until then.</summary>
    private async Task Confirm()
    {
        if (!Card.OwesMail || !Card.IsBooked) return;
        var purchase = Card.Purchase!;
        await GrainFactory.GetGrain<IMailGrain>(MailKey.Payment(CardId)).Order(MailOrders.PaymentConfirmation(
            purchase.UserId, purchase.Package, Card.PaidCents, CardId, purchase.Gift ? Card.Code : null));
        await state.Store(Card with { OwesMail = false });
    }

    /// <summary>No buyer waits, or is refused, because of a mail.</summary>
    private async Task TryConfirm()
    {
        try
        {
            await Confirm();
        }
        catch (Exception outage) when (outage is OrleansException or TimeoutException)
        {
            log.LogWarning(outage, "The confirmation of {CardId} could not be ordered; the payment's event orders it", CardId);
        }
    }
}
