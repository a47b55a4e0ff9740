using MindBot.Gateways.Stripe;
using MindBot.Grains.TimeCards;
using MindBot.WebFront.Subscriptions;

namespace MindBot.WebFront.Payments;

/// <summary>Brings Stripe's events to the grains they concern. The grains take them in any order and any number of times.</summary>
internal static class PaymentEvents
{
    /// <summary>Does what the event says, once. Events of other kinds, and of payments that are not ours, are none of our business.</summary>
    public static async Task Handle(StripeEvent happened, IGrainFactory grains)
    {
        if (Effect(happened, grains) is not { } effect) return;
        var record = grains.GetGrain<IPaymentEventGrain>(happened.Id);
        if (await record.WasHandled()) return;
        await effect();
        await record.MarkHandled(happened.Type);
    }

    private static Func<Task>? Effect(StripeEvent happened, IGrainFactory grains)
    {
        if (SubscriptionEvents.EffectOf(happened, grains) is { } aboutSubscription) return aboutSubscription;
        if (happened.PaymentIntent is not { } intent || Metadata(intent, PaymentMetadata.Service) != PaymentMetadata.TimeCardPurchase) return null;
        if (Metadata(intent, PaymentMetadata.TimeCardId) is not { } cardId || Metadata(intent, PaymentMetadata.UserId) is not { } userId) return null;

        var card = grains.GetGrain<ITimeCardGrain>(cardId);
        return happened.Type switch
        {
            StripeEventType.PaymentIntentSucceeded => () => card.PaymentSucceeded(Notice(intent.AmountReceivedMinorUnits)),
            StripeEventType.PaymentIntentFailed or StripeEventType.PaymentIntentCanceled => () => card.PaymentFailed(Notice(intent.AmountMinorUnits)),
            _ => null,
        };

        PaymentNotice Notice(long amountCents) => new(intent.Id, userId, amountCents, intent.Currency, intent.Status);
    }

    private static string? Metadata(PaymentIntent intent, string name) =>
        intent.Metadata.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
