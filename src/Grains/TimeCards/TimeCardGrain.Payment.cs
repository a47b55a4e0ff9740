using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Coupons;
using MindBot.Grains.Payments;
using Orleans.Runtime;

namespace MindBot.Grains.TimeCards;

public sealed partial class TimeCardGrain
{
    private const string Abandonment = "abandon";

    /// <summary>Whoever has not paid by then has gone; a payment that arrives even later is honoured all the same.</summary>
    private static readonly TimeSpan PayWithin = TimeSpan.FromHours(24), AbandonmentRetry = TimeSpan.FromHours(1);

    /// <summary>The card was never paid: its payment is cancelled, so that nobody pays for what is gone.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Card.Phase == CardPhase.PendingPayment) await Abandon();
        else await Complete();
        await TryConfirm();
        if (Card.Phase != CardPhase.PendingPayment && await this.GetReminder(Abandonment) is { } reminder) await this.UnregisterReminder(reminder);
    }

    /// <summary>Of one call, however often it asks the payment provider. A single question ends by itself within the gateway's own limit.</summary>
    private static readonly TimeSpan ProviderLimit = TimeSpan.FromSeconds(10);

    /// <summary>The card's id as idempotency key makes a repeat after a crash find the same payment.</summary>
    private async Task<Refusal?> OrderPayment()
    {
        var (userId, package, paymentMethodId, savePaymentMethod, _, _) = Card.Purchase!;
        PaymentResult result;
        using var limit = new CancellationTokenSource(ProviderLimit, clock);
        try
        {
            var customerId = await Customer(limit.Token);
            result = await payments.CreatePaymentIntent(new CreatePaymentIntent(Card.PaidCents, package.Currency, CardId)
            {
                CustomerId = customerId,
                Metadata = PaymentMetadata.For(PaymentMetadata.TimeCardPurchase, userId, CardId),
                PaymentMethodId = paymentMethodId,
                SavePaymentMethod = savePaymentMethod,
                Description = $"MindBot time card: {package.Name}",
            }, limit.Token);
        }
        catch (Exception failure) when (failure is PaymentGatewayUnavailable or PaymentGatewayException or OperationCanceledException)
        {
            log.LogError(failure, "The payment of {CardId} could not be ordered", CardId);
            return Refusals.PaymentUnavailable;
        }

        switch (result)
        {
            case PaymentDeclined declined:
                if (Card.Purchase!.Coupon is { } unused) await Coupon(unused).Release(CardId);
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
                // First: once the payment is known, nobody asks for it again, and a crash would leave it open for ever.
                await this.RegisterOrUpdateReminder(Abandonment, PayWithin, AbandonmentRetry);
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

    /// <summary>A payment that is not known by its id has never been shown to anybody who could pay it.</summary>
    private async Task Abandon()
    {
        PaymentIntent? intent;
        try
        {
            intent = Card.PaymentIntentId is { } id ? await payments.CancelPaymentIntent(id) : null;
        }
        catch (Exception failure) when (failure is PaymentGatewayUnavailable or PaymentGatewayException)
        {
            log.LogWarning(failure, "The payment of {CardId} could not be cancelled; trying again in an hour", CardId);
            return;
        }

        switch (intent?.Status)
        {
            case PaymentIntentStatus.Succeeded:
                await MarkPaid(intent.Id, intent.ClientSecret);
                await Complete();
                break;
            case null or PaymentIntentStatus.Canceled:
                if (Card.Purchase!.Coupon is { } terms) await Coupon(terms).Release(CardId);
                await state.Store(Card with { Phase = CardPhase.Abandoned, PaymentStatus = PaymentIntentStatus.Canceled });
                break;
                // Else its bank is still at it, and it is asked again in an hour.
        }
    }

    /// <summary>Only a payment method that is kept needs somebody whom it belongs to.</summary>
    private async Task<string?> Customer(CancellationToken limited) => Card.Purchase!.SavePaymentMethod
        ? await GrainFactory.GetGrain<ICustomerGrain>(Card.Purchase.UserId).Ensure(limited)
        : await GrainFactory.GetGrain<ICustomerGrain>(Card.Purchase.UserId).Find();

    private ICouponGrain Coupon(CouponTerms terms) => GrainFactory.GetGrain<ICouponGrain>(terms.Code);
}
