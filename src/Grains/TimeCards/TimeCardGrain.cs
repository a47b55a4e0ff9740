using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.TimeCards;

/// <inheritdoc cref="ITimeCardGrain"/>
/// <remarks>
/// This file answers calls. <c>Payment</c> orders payments and learns of them, <c>Returns</c> follows money that goes back, <c>Completion</c> gives the
/// card to its owner and writes it into the books.
/// </remarks>
public sealed partial class TimeCardGrain(
    [PersistentState("timeCard", GrainStorageName.Default)] IPersistentState<TimeCardState> state,
    IPaymentGateway payments, TimeProvider clock, ILogger<TimeCardGrain> log) : Grain, ITimeCardGrain, IRemindable
{
    private string CardId => this.GetPrimaryKeyString();

    private TimeCardState Card => state.State;

    public async Task<PurchaseResult> Purchase(PurchaseRequest request)
    {
        if (Card.Phase == CardPhase.None && await Reserve(request) is { } unusable) return new() { Refusal = unusable };
        if (Card.Purchase!.UserId != request.UserId) return new() { Refusal = Refusals.CardNotFound };
        if (!IsRepeat(request, Card.Purchase)) return new() { Refusal = Refusals.OtherPurchase };
        if (Card.Phase == CardPhase.PendingPayment && Card.PaymentIntentId is null && await OrderPayment() is { } refusal)
            return new() { Refusal = refusal };
        if (Card.Phase == CardPhase.Failed) return new() { Refusal = Refusals.Declined(Card.DeclineMessage) };
        if (Card.Phase == CardPhase.Abandoned) return new() { Refusal = Refusals.Abandoned };
        await Complete();
        await TryConfirm();
        return new()
        {
            PaymentIntentId = Card.PaymentIntentId,
            ClientSecret = Card.ClientSecret,
            PaymentStatus = Card.PaymentStatus,
            AmountDueCents = Card.Phase == CardPhase.PendingPayment ? Card.PaidCents : 0,
            Card = await View(),
            Package = Card.Purchase.Package,
        };
    }

    public async Task<RedeemResult> Redeem(string userId)
    {
        if (Card.Phase == CardPhase.None) return new(null, Refusals.CardNotFound);
        if (Card.Phase == CardPhase.PendingPayment && await AskProvider() is { } unavailable) return new(null, unavailable);
        if (Card.Phase is CardPhase.PendingPayment or CardPhase.Failed or CardPhase.Abandoned) return new(null, Refusals.CardNotPaid);
        if (Card.Phase == CardPhase.Paid && RefusalOfReturned() is { } returned) return new(null, returned);
        if (Card.Phase == CardPhase.Paid) await Give(userId, Card);
        await Complete();
        await TryConfirm();
        return Card.OwnerId == userId ? new(await View(), null) : new(null, Refusals.CardRedeemed);
    }

    public async Task PaymentSucceeded(PaymentNotice notice)
    {
        if (!Concerns(notice)) return;
        if (Card.Phase is CardPhase.PendingPayment or CardPhase.Failed or CardPhase.Abandoned) await MarkPaid(notice.PaymentIntentId, Card.ClientSecret);
        await Complete();
        await Confirm();
    }

    /// <remarks>Of an intent that was not heard of yet only the purchase' own repeat can learn the client secret.</remarks>
    public Task PaymentFailed(PaymentNotice notice) =>
        Concerns(notice) && Card is { Phase: CardPhase.PendingPayment, PaymentIntentId: not null }
            ? state.Store(Card with { PaymentStatus = notice.Status })
            : Task.CompletedTask;

    /// <summary>The catalog may have changed between two attempts; what was ordered first stays ordered.</summary>
    private static bool IsRepeat(PurchaseRequest request, PurchaseRequest first) => request == first with { Package = request.Package }
        && request.Package.Id == first.Package.Id;

    /// <summary>Refused when the coupon cannot be used; its reservation, the code and the order are durable before anybody is asked for money.</summary>
    private async Task<Refusal?> Reserve(PurchaseRequest request)
    {
        var discountCents = 0L;
        if (request.Coupon is { } terms)
        {
            var quote = await Coupon(terms).Reserve(terms, request.UserId, CardId, request.Package.PriceCents, request.Package.Currency);
            if (quote.Refusal is { } unusable) return unusable;
            discountCents = quote.DiscountCents;
        }

        var code = ActivationCode.Generate();
        while (!await GrainFactory.GetGrain<IActivationCodeGrain>(ActivationCode.Key(code)).Bind(CardId)) code = ActivationCode.Generate();
        await state.Store(new TimeCardState
        {
            Phase = CardPhase.PendingPayment,
            Code = code,
            Purchase = request,
            CreatedAt = clock.GetUtcNow(),
            DiscountCents = discountCents,
        });
        return null;
    }

    private bool Concerns(PaymentNotice notice)
    {
        var ours = Card.Purchase is { } purchase && notice.UserId == purchase.UserId && notice.AmountCents == Card.PaidCents
            && notice.Currency == purchase.Package.Currency && (Card.PaymentIntentId ?? notice.PaymentIntentId) == notice.PaymentIntentId;
        if (!ours) log.LogError("Payment {PaymentIntentId} does not match card {CardId}; it credits nothing", notice.PaymentIntentId, CardId);
        return ours;
    }

    private async Task<TimeCardView> View()
    {
        var inWallet = Card.Phase == CardPhase.Active
            ? (await GrainFactory.GetGrain<IWalletGrain>(Card.OwnerId!).GetView(signOfLife: false)).Cards.FirstOrDefault(card => card.Id == CardId)
            : null;
        var total = TotalMicros;
        var status = Card.Phase switch
        {
            CardPhase.Paid or CardPhase.Activating => StatusUnless("paid"),
            CardPhase.Failed => "failed",
            CardPhase.Abandoned => "abandoned",
            CardPhase.Active => inWallet?.Status ?? StatusUnless("exhausted"),
            _ => "pending_payment",
        };
        var remaining = Card.Phase switch
        {
            CardPhase.Active => inWallet?.AvailableMicros ?? 0,
            CardPhase.Paid or CardPhase.Activating => total - TakenBackMicros(),
            _ => total,
        };
        return new(
            CardId, Card.Code, total, remaining, status, Card.CreatedAt, Card.ActivatedAt, inWallet?.ExpiresAt ?? Card.ExpiresAt);
    }
}
