using MindBot.Gateways.Stripe;
using MindBot.Grains.TimeCards;
using MindBot.WebFront.Subscriptions;

namespace MindBot.WebFront.Payments;

/// <summary>Brings Stripe's events to the grains they concern. The grains take them in any order and any number of times.</summary>
internal sealed class PaymentEvents(IGrainFactory grains, IPaymentGateway gateway)
{
    /// <summary>The types that concern anything here; the catch-up asks for these.</summary>
    public static readonly string[] Types =
    [
        StripeEventType.PaymentIntentSucceeded, StripeEventType.PaymentIntentFailed, StripeEventType.PaymentIntentCanceled,
        StripeEventType.ChargeRefunded, StripeEventType.RefundCreated, StripeEventType.RefundUpdated, StripeEventType.RefundFailed,
        StripeEventType.DisputeCreated, StripeEventType.DisputeUpdated, StripeEventType.DisputeClosed,
        StripeEventType.DisputeFundsWithdrawn, StripeEventType.DisputeFundsReinstated,
        StripeEventType.SubscriptionCreated, StripeEventType.SubscriptionUpdated, StripeEventType.SubscriptionDeleted,
        StripeEventType.SubscriptionPaused, StripeEventType.SubscriptionResumed,
        StripeEventType.InvoicePaid, StripeEventType.InvoicePaymentFailed, StripeEventType.InvoicePaymentActionRequired,
    ];

    /// <summary>Does what the event says, once. Events of other kinds, and of payments that are not ours, are none of our business.</summary>
    public async Task Handle(StripeEvent happened, CancellationToken cancellation)
    {
        if (!Types.Contains(happened.Type)) return;
        var record = grains.GetGrain<IPaymentEventGrain>(happened.Id);
        if (await record.WasHandled()) return;
        if (happened.IsUnreadable) throw new PaymentGatewayException($"What the event {happened} is about cannot be read.");
        if (await EffectOf(happened, cancellation) is not { } effect) return;
        await effect();
        await record.MarkHandled(happened.Type);
    }

    private static Task Tell(StripeEvent happened, ITimeCardGrain card, string userId) => happened switch
    {
        { Type: StripeEventType.PaymentIntentSucceeded, PaymentIntent: { } intent } =>
            card.PaymentSucceeded(new PaymentNotice(intent.Id, userId, intent.AmountReceivedMinorUnits, intent.Currency, intent.Status)),
        { PaymentIntent: { } intent } =>
            card.PaymentFailed(new PaymentNotice(intent.Id, userId, intent.AmountMinorUnits, intent.Currency, intent.Status)),
        { Charge: { } charge } => card.RefundedInAll(charge.AmountRefundedMinorUnits),
        { Refund: { } refund } =>
            card.Refunded(new RefundNotice(refund.Id, refund.AmountMinorUnits, refund.IsGone)),
        { Type: StripeEventType.DisputeFundsWithdrawn, Dispute: { } dispute } => card.DisputeMoneyMoved(dispute.Id, -dispute.AmountMinorUnits),
        { Type: StripeEventType.DisputeFundsReinstated, Dispute: { } dispute } => card.DisputeMoneyMoved(dispute.Id, dispute.AmountMinorUnits),
        // A mere inquiry moves no money and freezes nothing.
        { Dispute: { IsInquiry: false } dispute } => card.Disputed(new DisputeNotice(
            dispute.Id, dispute.AmountMinorUnits, dispute.IsLost ? DisputeOutcome.Lost : dispute.IsWon ? DisputeOutcome.Won : DisputeOutcome.Open)),
        _ => Task.CompletedTask,
    };

    /// <summary>
    /// Refunds and disputes that were made at Stripe carry no metadata of ours. A card's payment does, and a subscription's invoice has those of its
    /// subscription. Null when it is somebody else's payment.
    /// </summary>
    private async Task<Func<Task>?> EffectOf(StripeEvent happened, CancellationToken cancellation)
    {
        if (SubscriptionEvents.EffectOf(happened, grains) is { } aboutSubscription) return aboutSubscription;
        if (happened.PaymentIntent is { } intent) return OnCard(intent.Metadata);
        if (happened.Charge is { } charge && OnCard(charge.Metadata) is { } known) return known;
        var intentId = happened.Charge?.PaymentIntentId ?? happened.Refund?.PaymentIntentId ?? happened.Dispute?.PaymentIntentId;
        if (intentId is null || await gateway.RetrievePaymentIntent(intentId, cancellation) is not { } paid) return null;
        return OnCard(paid.Metadata) ?? OnSubscription(await gateway.FindInvoice(intentId, cancellation));

        Func<Task>? OnCard(IReadOnlyDictionary<string, string> metadata) => Ours(metadata) is { } card
            ? () => Tell(happened, grains.GetGrain<ITimeCardGrain>(card.CardId), card.UserId)
            : null;

        Func<Task>? OnSubscription(SubscriptionInvoice? invoice) =>
            invoice is not null && SubscriptionEvents.UserOf(invoice.SubscriptionMetadata) is { } userId
                ? () => SubscriptionReturns.Tell(happened, userId, invoice, grains)
                : null;
    }

    private static (string CardId, string UserId)? Ours(IReadOnlyDictionary<string, string> metadata) =>
        Text(metadata, PaymentMetadata.Service) == PaymentMetadata.TimeCardPurchase
        && Text(metadata, PaymentMetadata.TimeCardId) is { } cardId && Text(metadata, PaymentMetadata.UserId) is { } userId
            ? (cardId, userId)
            : null;

    private static string? Text(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
