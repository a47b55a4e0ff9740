using MindBot.Gateways.Stripe;
using MindBot.Grains.Payments;

namespace MindBot.WebFront.Subscriptions;

/// <summary>
/// Money of a subscription's invoice that goes back. It goes into the user's books, once for each refund and dispute; the tier follows the subscription's
/// status alone, which Stripe tells by other events when the money has any effect on it.
/// </summary>
internal static class SubscriptionReturns
{
    public static Task Tell(StripeEvent happened, string userId, SubscriptionInvoice invoice, IGrainFactory grains)
    {
        return happened switch
        {
            { Refund: { } refund } => Refunded(refund),
            { Type: StripeEventType.DisputeFundsWithdrawn, Dispute: { } dispute } => Withdrawn(dispute),
            { Type: StripeEventType.DisputeFundsReinstated, Dispute: { } dispute } =>
                Record($"dispute_won:{dispute.Id}", MoneyKinds.DisputeReinstated, dispute.AmountMinorUnits, dispute.Currency, dispute.Id),
            { Dispute: { } dispute } when !dispute.IsInquiry => Disputed(dispute),
            // The sum of a charge's refunds: they are told one by one.
            _ => Task.CompletedTask,
        };

        async Task Refunded(Refund refund)
        {
            await Record($"refund:{refund.Id}", MoneyKinds.Refund, -refund.AmountMinorUnits, refund.Currency, refund.Id);
            if (refund.IsGone) await Record($"refund_failed:{refund.Id}", MoneyKinds.RefundFailed, refund.AmountMinorUnits, refund.Currency, refund.Id);
        }

        async Task Disputed(Dispute dispute)
        {
            if (dispute.IsLost) await Withdrawn(dispute);
            await grains.GetGrain<IDisputeListGrain>(IDisputeListGrain.Key).Put(new ListedDispute(
                dispute.Id, CardId: null, userId, dispute.AmountMinorUnits, dispute.Currency,
                dispute.IsLost ? "lost" : dispute.IsWon ? "won" : "open", happened.Created, invoice.SubscriptionId));
        }

        Task Withdrawn(Dispute dispute) =>
            Record($"dispute:{dispute.Id}", MoneyKinds.DisputeWithdrawn, -dispute.AmountMinorUnits, dispute.Currency, dispute.Id);

        Task Record(string id, string kind, long cents, string currency, string stripeId) =>
            grains.GetGrain<IMoneyLedgerGrain>(userId).Record(new MoneyEntry(id, kind, cents, currency, happened.Created)
            {
                SubscriptionId = invoice.SubscriptionId,
                InvoiceId = invoice.Id,
                StripeId = stripeId,
            });
    }
}
