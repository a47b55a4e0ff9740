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
        if (SubscriptionEvents.EffectOf(happened, grains) is { } aboutSubscription) await aboutSubscription();
        else if (await CardOf(happened, cancellation) is { } ours) await Tell(happened, grains.GetGrain<ITimeCardGrain>(ours.CardId), ours.UserId);
        else return;
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
        { Dispute: { } dispute } => dispute.Status.StartsWith("warning_", StringComparison.Ordinal)
            ? Task.CompletedTask
            : card.Disputed(new DisputeNotice(dispute.Id, dispute.AmountMinorUnits, Outcome(dispute.Status))),
        _ => Task.CompletedTask,
    };

    private static DisputeOutcome Outcome(string status) => status switch
    {
        "lost" => DisputeOutcome.Lost,
        "won" or "prevented" => DisputeOutcome.Won,
        _ => DisputeOutcome.Open,
    };

    /// <summary>
    /// Refunds and disputes that were made at Stripe carry no metadata of ours; their payment does. Null when it is somebody else's payment.
    /// </summary>
    private async Task<(string CardId, string UserId)?> CardOf(StripeEvent happened, CancellationToken cancellation)
    {
        if (happened.PaymentIntent is { } intent) return Ours(intent.Metadata);
        if (happened.Charge is { } charge && Ours(charge.Metadata) is { } known) return known;
        var intentId = happened.Charge?.PaymentIntentId ?? happened.Refund?.PaymentIntentId ?? happened.Dispute?.PaymentIntentId;
        if (intentId is null || await gateway.RetrievePaymentIntent(intentId, cancellation) is not { } paid) return null;
        return Ours(paid.Metadata);
    }

    private static (string CardId, string UserId)? Ours(IReadOnlyDictionary<string, string> metadata) =>
        Text(metadata, PaymentMetadata.Service) == PaymentMetadata.TimeCardPurchase
        && Text(metadata, PaymentMetadata.TimeCardId) is { } cardId && Text(metadata, PaymentMetadata.UserId) is { } userId
            ? (cardId, userId)
            : null;

    private static string? Text(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
