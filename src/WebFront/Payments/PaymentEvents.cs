using MindBot.Gateways.Stripe;
using MindBot.Grains.TimeCards;

namespace MindBot.WebFront.Payments;

/// <summary>Brings Stripe's events to the grains they concern. The grains take them in any order and any number of times.</summary>
internal static class PaymentEvents
{
    private const string TimeCardService = "time_card_purchase";

    /// <summary>Events of other kinds, and of payments that are not ours, are none of our business.</summary>
    public static Task Handle(StripeEvent happened, IGrainFactory grains)
    {
        if (happened.PaymentIntent is not { } intent || Metadata(intent, PaymentMetadata.Service) != TimeCardService) return Task.CompletedTask;
        if (Metadata(intent, PaymentMetadata.TimeCardId) is not { } cardId || Metadata(intent, PaymentMetadata.UserId) is not { } userId)
            return Task.CompletedTask;

        var card = grains.GetGrain<ITimeCardGrain>(cardId);
        return happened.Type switch
        {
            StripeEventType.PaymentIntentSucceeded => card.PaymentSucceeded(Notice(intent.AmountReceivedMinorUnits)),
            StripeEventType.PaymentIntentFailed or StripeEventType.PaymentIntentCanceled => card.PaymentFailed(Notice(intent.AmountMinorUnits)),
            _ => Task.CompletedTask,
        };

        PaymentNotice Notice(long amountCents) => new(intent.Id, userId, amountCents, intent.Currency, intent.Status);
    }

    private static string? Metadata(PaymentIntent intent, string name) =>
        intent.Metadata.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
