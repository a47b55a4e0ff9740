using MindBot.Gateways.Stripe;
using MindBot.Grains.Mail;
using MindBot.Grains.Payments;
using MindBot.Grains.Wallets;

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
        var giftCode = Card.Purchase.Gift ? Card.Code : null;
        await GrainFactory.GetGrain<IMailGrain>(MailKey.Payment(CardId))
            .Send(MailOrders.PaymentConfirmation(Card.Purchase.UserId, Card.Purchase.Package, Card.PaidCents, CardId, giftCode));
        await state.Store(Card with { IsBooked = true });
    }
}
