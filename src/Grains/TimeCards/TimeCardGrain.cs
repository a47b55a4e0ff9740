using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.TimeCards;

/// <inheritdoc cref="ITimeCardGrain"/>
public sealed class TimeCardGrain(
    [PersistentState("timeCard", GrainStorageName.Default)] IPersistentState<TimeCardState> state,
    IPaymentGateway payments, TimeProvider clock, ILogger<TimeCardGrain> log) : Grain, ITimeCardGrain
{
    private string CardId => this.GetPrimaryKeyString();

    private TimeCardState Card => state.State;

    public async Task<PurchaseResult> Purchase(PurchaseRequest request)
    {
        if (Card.Phase == CardPhase.None) await Reserve(request);
        if (Card.Purchase!.UserId != request.UserId) return new() { Refusal = Refusals.CardNotFound };
        if (!IsRepeat(request, Card.Purchase)) return new() { Refusal = Refusals.OtherPurchase };
        if (Card.Phase == CardPhase.PendingPayment && Card.PaymentIntentId is null && await OrderPayment() is { } refusal)
            return new() { Refusal = refusal };
        if (Card.Phase == CardPhase.Failed) return new() { Refusal = Refusals.Declined(Card.DeclineMessage) };
        await FinishActivation();
        return new()
        {
            PaymentIntentId = Card.PaymentIntentId,
            ClientSecret = Card.ClientSecret,
            PaymentStatus = Card.PaymentStatus,
            AmountDueCents = Card.Phase == CardPhase.PendingPayment ? Card.Purchase.Package.PriceCents : 0,
            Card = await View(),
            Package = Card.Purchase.Package,
        };
    }

    public async Task<RedeemResult> Redeem(string userId)
    {
        if (Card.Phase == CardPhase.None) return new(null, Refusals.CardNotFound);
        if (Card.Phase == CardPhase.PendingPayment && await AskProvider() is { } unavailable) return new(null, unavailable);
        if (Card.Phase is CardPhase.PendingPayment or CardPhase.Failed) return new(null, Refusals.CardNotPaid);
        if (Card.Phase == CardPhase.Paid) await Give(userId, Card);
        await FinishActivation();
        return Card.OwnerId == userId ? new(await View(), null) : new(null, Refusals.CardRedeemed);
    }

    public async Task PaymentSucceeded(PaymentNotice notice)
    {
        if (!Concerns(notice)) return;
        if (Card.Phase is CardPhase.PendingPayment or CardPhase.Failed) await MarkPaid(notice.PaymentIntentId, Card.ClientSecret);
        await FinishActivation();
    }

    /// <remarks>Of an intent that was not heard of yet only the purchase' own repeat can learn the client secret.</remarks>
    public Task PaymentFailed(PaymentNotice notice) =>
        Concerns(notice) && Card is { Phase: CardPhase.PendingPayment, PaymentIntentId: not null }
            ? state.Store(Card with { PaymentStatus = notice.Status })
            : Task.CompletedTask;

    /// <summary>The catalog may have changed between two attempts; what was ordered first stays ordered.</summary>
    private static bool IsRepeat(PurchaseRequest request, PurchaseRequest first) => request == first with { Package = request.Package }
        && request.Package.Id == first.Package.Id;

    private async Task Reserve(PurchaseRequest request)
    {
        var code = ActivationCode.Generate();
        while (!await GrainFactory.GetGrain<IActivationCodeGrain>(ActivationCode.Key(code)).Bind(CardId)) code = ActivationCode.Generate();
        await state.Store(new TimeCardState
        {
            Phase = CardPhase.PendingPayment,
            Code = code,
            Purchase = request,
            CreatedAt = clock.GetUtcNow(),
        });
    }

    /// <summary>The card's id as idempotency key makes a repeat after a crash find the same payment.</summary>
    private async Task<Refusal?> OrderPayment()
    {
        var (userId, package, paymentMethodId, savePaymentMethod, _) = Card.Purchase!;
        PaymentResult result;
        try
        {
            result = await payments.CreatePaymentIntent(new CreatePaymentIntent(package.PriceCents, package.Currency, CardId)
            {
                Metadata = PaymentMetadata.For(PaymentMetadata.TimeCardPurchase, userId, CardId),
                PaymentMethodId = paymentMethodId,
                SavePaymentMethod = savePaymentMethod,
                Description = $"MindBot time card: {package.Name}",
            });
        }
        catch (Exception failure) when (failure is PaymentGatewayUnavailable or PaymentGatewayException)
        {
            log.LogError(failure, "The payment of {CardId} could not be ordered", CardId);
            return Refusals.PaymentUnavailable;
        }

        switch (result)
        {
            case PaymentDeclined declined:
                await state.Store(Card with
                {
                    Phase = CardPhase.Failed,
                    DeclineMessage = declined.Message,
                    PaymentIntentId = declined.Intent?.Id,
                    PaymentStatus = declined.Intent?.Status,
                });
                break;
            case PaymentAccepted { Intent: var intent } when intent.Status == PaymentIntentStatus.Succeeded:
                await MarkPaid(intent.Id, intent.ClientSecret);
                break;
            case PaymentAccepted { Intent: var intent }:
                await state.Store(Card with
                {
                    PaymentIntentId = intent.Id,
                    ClientSecret = intent.ClientSecret,
                    PaymentStatus = intent.Status,
                });
                break;
        }

        return null;
    }

    /// <summary>A card that is not known to be paid may have been paid a moment ago.</summary>
    private async Task<Refusal?> AskProvider()
    {
        if (Card.PaymentIntentId is not { } intentId) return null;
        try
        {
            if (await payments.RetrievePaymentIntent(intentId) is { Status: PaymentIntentStatus.Succeeded } intent)
                await MarkPaid(intent.Id, intent.ClientSecret);
            return null;
        }
        catch (Exception failure) when (failure is PaymentGatewayUnavailable or PaymentGatewayException)
        {
            log.LogError(failure, "The payment of {CardId} could not be looked up", CardId);
            return Refusals.PaymentUnavailable;
        }
    }

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

    private async Task FinishActivation()
    {
        if (Card.Phase != CardPhase.Activating) return;
        var wallet = GrainFactory.GetGrain<IWalletGrain>(Card.OwnerId!);
        var credited = await wallet.Credit(new CreditRequest(CardId, Card.Code, Card.Purchase!.Package.TotalMicros, Card.CreatedAt));
        await state.Store(Card with { Phase = CardPhase.Active, ActivatedAt = credited.ActivatedAt, ExpiresAt = credited.ExpiresAt });
        await wallet.ConfirmGrant(CardId);
    }

    private bool Concerns(PaymentNotice notice)
    {
        var ours = Card.Purchase is { } purchase && notice.UserId == purchase.UserId && notice.AmountCents == purchase.Package.PriceCents
            && notice.Currency == purchase.Package.Currency && (Card.PaymentIntentId ?? notice.PaymentIntentId) == notice.PaymentIntentId;
        if (!ours) log.LogError("Payment {PaymentIntentId} does not match card {CardId}; it credits nothing", notice.PaymentIntentId, CardId);
        return ours;
    }

    private async Task<TimeCardView> View()
    {
        var inWallet = Card.Phase == CardPhase.Active
            ? (await GrainFactory.GetGrain<IWalletGrain>(Card.OwnerId!).GetView(signOfLife: false)).Cards.FirstOrDefault(card => card.Id == CardId)
            : null;
        var total = Card.Purchase!.Package.TotalMicros;
        var status = Card.Phase switch
        {
            CardPhase.Paid or CardPhase.Activating => "paid",
            CardPhase.Active => inWallet?.Status ?? "exhausted",
            _ => "pending_payment",
        };
        return new(
            CardId, Card.Code, total, Card.Phase == CardPhase.Active ? inWallet?.AvailableMicros ?? 0 : total, status, Card.CreatedAt,
            Card.ActivatedAt, Card.ExpiresAt);
    }
}
