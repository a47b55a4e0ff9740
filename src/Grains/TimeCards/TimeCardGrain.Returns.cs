using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Mail;
using MindBot.Grains.Payments;
using MindBot.Grains.Wallets;

namespace MindBot.Grains.TimeCards;

public sealed partial class TimeCardGrain
{
    /// <summary>How the provider calls an idempotency key that comes with another request than before.</summary>
    private const string IdempotencyError = "idempotency_error";

    public async Task<RefundReply> Refund(RefundOrder order)
    {
        if (Card is not { Phase: CardPhase.Paid or CardPhase.Activating or CardPhase.Active, PaymentIntentId: { } intentId })
            return new(null, null, 0, null, Card.Phase == CardPhase.None ? Refusals.CardNotFound : Refusals.CardNotPaid);
        RefundResult result;
        try
        {
            result = await payments.CreateRefund(new CreateRefund(intentId, order.AmountCents, $"refund:{CardId}:{order.OrderId}")
            {
                Metadata = PaymentMetadata.For(PaymentMetadata.TimeCardPurchase, Card.Purchase!.UserId, CardId),
            });
        }
        catch (PaymentGatewayException reused) when (reused.Code == IdempotencyError)
        {
            return new(null, null, 0, null, Refusals.OtherRefund);
        }
        catch (Exception failure) when (failure is PaymentGatewayUnavailable or PaymentGatewayException)
        {
            log.LogError(failure, "A refund of {CardId} could not be ordered", CardId);
            return new(null, null, 0, null, Refusals.PaymentUnavailable);
        }

        if (result.Refund is not { } refund) return new(null, null, 0, null, new(RefusalCodes.RefundRefused, result.Refused ?? "The refund was refused."));
        await Refunded(new RefundNotice(refund.Id, refund.AmountMinorUnits, refund.IsGone), order.By, order.Reason);
        return new(refund.Id, refund.Status, refund.AmountMinorUnits, await View());
    }

    public Task Refunded(RefundNotice notice) => Refunded(notice, by: null, reason: null);

    public async Task RefundedInAll(long totalCents)
    {
        if (Card.Purchase is null) return;
        // It only grows on the wire, too, but for refunds that failed; those are told one by one.
        if (totalCents > Card.RefundedCents) await state.Store(Card with { RefundedCents = totalCents });
        await FollowReturns();
    }

    public async Task Disputed(DisputeNotice notice)
    {
        if (Card.Purchase is null) return;
        var known = Card.Disputes.FirstOrDefault(dispute => dispute.Id == notice.DisputeId);
        if (known is null || known.Outcome == DisputeOutcome.Open)
        {
            var others = known is null ? Card.Disputes : Card.Disputes.Remove(known);
            await state.Store(Card with { Disputes = others.Add(new CardDispute(notice.DisputeId, notice.AmountCents, notice.Outcome)) });
        }

        var current = Card.Disputes.First(dispute => dispute.Id == notice.DisputeId);
        if (current.Outcome == DisputeOutcome.Lost) await Record($"dispute:{current.Id}", MoneyKinds.DisputeWithdrawn, -current.Cents, current.Id);
        await FollowReturns();
        // Last: that operators see it is less urgent than that nobody talks the card away.
        await GrainFactory.GetGrain<IDisputeListGrain>(IDisputeListGrain.Key).Put(new ListedDispute(
            current.Id, CardId, Card.Purchase.UserId, current.Cents, Card.Purchase.Package.Currency, current.Outcome.ToString().ToLowerInvariant(),
            clock.GetUtcNow()));
    }

    public Task DisputeMoneyMoved(string disputeId, long cents) => Card.Purchase is null
        ? Task.CompletedTask
        : cents < 0
            ? Record($"dispute:{disputeId}", MoneyKinds.DisputeWithdrawn, cents, disputeId)
            : Record($"dispute_won:{disputeId}", MoneyKinds.DisputeReinstated, cents, disputeId);

    public async Task<TimeCardView?> Find() => Card.Purchase is null ? null : await View();

    /// <remarks>What its new owner has left of it is not the buyer's business.</remarks>
    public Task<GiftView?> FindGift() => Task.FromResult(
        Card is { Purchase: { Gift: true } purchase, Phase: CardPhase.Paid or CardPhase.Activating or CardPhase.Active }
            ? new GiftView(
                CardId, Card.Code, purchase.Package, StatusUnless(Card.OwnerId is null ? "paid" : "redeemed"), Card.CreatedAt, Card.OwnerId is not null,
                Card.ActivatedAt)
            : null);

    private async Task Refunded(RefundNotice notice, string? by, string? reason)
    {
        if (Card.Purchase is null) return;
        var known = Card.Refunds.FirstOrDefault(refund => refund.Id == notice.RefundId);
        var now = new ReturnedMoney(notice.RefundId, notice.AmountCents, notice.IsGone || known is { IsGone: true });
        if (now != known)
            await state.Store(Card with { Refunds = (known is null ? Card.Refunds : Card.Refunds.Remove(known)).Add(now) });
        await Record($"refund:{now.Id}", MoneyKinds.Refund, -now.Cents, now.Id, by, reason);
        if (now.IsGone) await Record($"refund_failed:{now.Id}", MoneyKinds.RefundFailed, now.Cents, now.Id);
        await FollowReturns();
        // Until its grain has the mail, the refund is not taken: whoever tells of it tells again.
        if (!now.IsGone)
            await GrainFactory.GetGrain<IMailGrain>(MailKey.Refund(now.Id))
                .Order(MailOrders.RefundConfirmation(Card.Purchase.UserId, Card.Purchase.Package, now.Cents, CardId));
    }

    /// <summary>A card that is still on its way to its owner takes what has gone back into account when it arrives.</summary>
    private Task FollowReturns() => Card.Phase == CardPhase.Active ? SettleReturns() : Complete();

    /// <summary>Makes the wallets agree with what has gone back. Everything it tells them is cumulative, so it may be repeated.</summary>
    private async Task SettleReturns()
    {
        if (Card.Refunds.IsEmpty && Card.Disputes.IsEmpty && Card.RefundedCents == 0) return;
        var owner = GrainFactory.GetGrain<IWalletGrain>(Card.OwnerId!);
        var buyer = GrainFactory.GetGrain<IWalletGrain>(Card.Purchase!.UserId);
        var owed = await owner.TakeBack(CardId, TakenBackMicros(), IsDisputed, owedElsewhere: Card.OwnerId != Card.Purchase.UserId);
        await buyer.Owe(CardId, owed);
    }

    private bool IsDisputed => Card.Disputes.Any(dispute => dispute.Outcome == DisputeOutcome.Open);

    /// <summary>In the user's favour: time = total × money back ÷ paid, rounded down.</summary>
    private long TakenBackMicros()
    {
        var live = Card.Refunds.Where(refund => !refund.IsGone).Sum(refund => refund.Cents);
        var gone = Card.Refunds.Where(refund => refund.IsGone).Sum(refund => refund.Cents);
        var lost = Card.Disputes.Where(dispute => dispute.Outcome == DisputeOutcome.Lost).Sum(dispute => dispute.Cents);
        var back = Math.Min(Card.PaidCents, Math.Max(live, Card.RefundedCents - gone) + lost);
        return Card.PaidCents == 0 ? 0 : (long)((Int128)TotalMicros * back / Card.PaidCents);
    }

    /// <summary>A card that nobody has redeemed yet cannot be redeemed any more once its money is back, or may be.</summary>
    private Refusal? RefusalOfReturned() =>
        IsDisputed ? Refusals.CardDisputed : TakenBackMicros() == TotalMicros ? Refusals.CardRefunded : null;

    /// <summary>The status of a card that no wallet knows: not yet, or not any more.</summary>
    private string StatusUnless(string nothingWentBack) =>
        IsDisputed ? "disputed" : TakenBackMicros() == TotalMicros ? "refunded" : nothingWentBack;

    private Task Record(string id, string kind, long cents, string providerId, string? by = null, string? reason = null) => Money.Record(
        new MoneyEntry(id, kind, cents, Card.Purchase!.Package.Currency, clock.GetUtcNow())
        {
            CardId = CardId,
            StripeId = providerId,
            By = by,
            Reason = reason,
        });
}
