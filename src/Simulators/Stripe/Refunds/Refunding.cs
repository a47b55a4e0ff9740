using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Refunds;

/// <summary>Gives a charge's money back; some banks decide later.</summary>
internal static class Refunding
{
    private const int DecisionSeconds = 60;

    public static SimulatedRefund Begin(StripeWork work, SimulatedCharge charge, SimulatedRefund asked)
    {
        var fate = TestCards.Find(charge.Card)?.RefundFate ?? RefundFate.Succeeds;
        var refund = work.Save(asked with
        {
            Status = fate == RefundFate.IsPending ? "pending" : "succeeded",
            DecidedAt = fate == RefundFate.Succeeds ? null : work.Now + DecisionSeconds,
        });
        charge = work.Save(charge with { AmountRefunded = charge.AmountRefunded + refund.Amount });
        work.Emit("refund.created", RefundWire.Of(refund));
        work.Emit("charge.refunded", ChargeWire.Of(work, charge));
        return refund;
    }

    /// <summary>The bank has decided: a pending one is done, one that it cannot book comes back.</summary>
    public static void Decide(StripeWork work, SimulatedRefund refund)
    {
        var before = RefundWire.Of(refund);
        var charge = work.Get<SimulatedCharge>(refund.Charge);
        var isFailed = refund.Status == "succeeded";
        refund = work.Save(refund with
        {
            DecidedAt = null,
            Status = isFailed ? "failed" : "succeeded",
            FailureReason = isFailed ? "expired_or_canceled_card" : null,
        });
        if (isFailed) work.Save(charge with { AmountRefunded = charge.AmountRefunded - refund.Amount });
        work.Emit("refund.updated", RefundWire.Of(refund), before);
        if (isFailed) work.Emit("refund.failed", RefundWire.Of(refund));
    }
}
