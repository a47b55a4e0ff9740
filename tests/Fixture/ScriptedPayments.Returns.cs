using MindBot.Gateways.Stripe;
using MindBot.Grains.TimeCards;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>Something the provider tells of; <paramref name="Tell"/> says it to the card as the front does.</summary>
public sealed record ProviderEvent(string Id, string CardId, Func<ITimeCardGrain, Task> Tell);

/// <summary>Refunds and disputes, the provider's own books of them, and the events that it sends about all money.</summary>
public sealed partial class ScriptedPayments
{
    private readonly Dictionary<string, RefundResult> refundOrders = [];
    private readonly Dictionary<string, Refund> refunds = [];
    private readonly Dictionary<string, Dispute> disputes = [];
    private readonly List<ProviderEvent> events = [];

    /// <summary>Every event so far, oldest first.</summary>
    public IReadOnlyList<ProviderEvent> Events
    {
        get { lock (gate) return [.. events]; }
    }

    public IReadOnlyList<Refund> Refunds
    {
        get { lock (gate) return [.. refunds.Values]; }
    }

    public IReadOnlyList<Dispute> Disputes
    {
        get { lock (gate) return [.. disputes.Values]; }
    }

    public Task<RefundResult> CreateRefund(CreateRefund request, CancellationToken cancellation = default) => Answer(() =>
    {
        if (!refundOrders.TryGetValue(request.IdempotencyKey, out var result))
            refundOrders[request.IdempotencyKey] = result = Refund(request.PaymentIntentId, request.AmountMinorUnits);
        return result;
    });

    public Task<IReadOnlyList<Dispute>> ListDisputes(string paymentIntentId, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<Dispute>>(() => [.. disputes.Values.Where(dispute => dispute.PaymentIntentId == paymentIntentId)]);

    /// <summary>Somebody refunds at the provider's own desk.</summary>
    public void RefundByHand(string intentId, long? cents)
    {
        lock (gate) Assert.Null(Refund(intentId, cents).Refused);
    }

    /// <summary>The bank cannot book the newest refund: its money comes back.</summary>
    public void FailNewestRefund()
    {
        lock (gate)
        {
            var refund = refunds[$"re_{refunds.Count}"] with { Status = "failed" };
            refunds[refund.Id] = refund;
            Tell(refund.PaymentIntentId!, card => card.Refunded(new RefundNotice(refund.Id, refund.AmountMinorUnits, IsGone: true)));
        }
    }

    /// <summary>The holder complains; the bank takes the money at once, but for a mere inquiry.</summary>
    public void OpenDispute(string intentId, long? cents = null, bool inquiry = false)
    {
        lock (gate)
        {
            var dispute = new Dispute(
                $"dp_{disputes.Count + 1}", intentId, "ch_1", cents ?? intents[intentId].AmountReceivedMinorUnits, "usd",
                inquiry ? "warning_needs_response" : "needs_response", "fraudulent");
            disputes[dispute.Id] = dispute;
            if (!inquiry) Withdraw(dispute);
        }
    }

    /// <summary>The newest dispute was an inquiry and becomes a real one.</summary>
    public void EscalateDispute()
    {
        lock (gate) Withdraw(Set("needs_response"));
    }

    public void CloseDispute(string status)
    {
        lock (gate)
        {
            var dispute = Set(status);
            if (status is not ("won" or "lost")) return;
            var outcome = status == "won" ? DisputeOutcome.Won : DisputeOutcome.Lost;
            Tell(dispute.PaymentIntentId!, card => card.Disputed(new DisputeNotice(dispute.Id, dispute.AmountMinorUnits, outcome)));
            if (status == "won") Tell(dispute.PaymentIntentId!, card => card.DisputeMoneyMoved(dispute.Id, dispute.AmountMinorUnits));
        }
    }

    /// <summary>What a user has paid by the provider's books: captured − refunded − withdrawn + reinstated.</summary>
    public long HeldCents(string user)
    {
        lock (gate)
        {
            var theirs = intents.Values.Where(intent => intent.Metadata[PaymentMetadata.UserId] == user).ToDictionary(intent => intent.Id);
            return theirs.Values.Sum(intent => intent.AmountReceivedMinorUnits)
                - refunds.Values.Where(refund => theirs.ContainsKey(refund.PaymentIntentId!) && refund.Status != "failed").Sum(refund => refund.AmountMinorUnits)
                - disputes.Values.Where(dispute => theirs.ContainsKey(dispute.PaymentIntentId!) && HoldsMoney(dispute)).Sum(dispute => dispute.AmountMinorUnits);
        }
    }

    private static bool HoldsMoney(Dispute dispute) => dispute.Status is "needs_response" or "lost";

    private static Func<ITimeCardGrain, Task> PaidEvent(PaymentIntent intent) => card => card.PaymentSucceeded(new PaymentNotice(
        intent.Id, intent.Metadata[PaymentMetadata.UserId], intent.AmountReceivedMinorUnits, intent.Currency, intent.Status));

    private RefundResult Refund(string intentId, long? cents)
    {
        var left = intents[intentId].AmountReceivedMinorUnits - GoneBack(intentId);
        if (disputes.Values.Any(dispute => dispute.PaymentIntentId == intentId && HoldsMoney(dispute))) return new(null, "The charge is disputed.");
        if (left == 0 || cents > left) return new(null, "There is not that much left to refund.");

        var refund = new Refund($"re_{refunds.Count + 1}", intentId, "ch_1", cents ?? left, "usd", "succeeded", null, new Dictionary<string, string>());
        refunds[refund.Id] = refund;
        var total = GoneBack(intentId);
        Tell(intentId, card => card.Refunded(new RefundNotice(refund.Id, refund.AmountMinorUnits, IsGone: false)));
        Tell(intentId, card => card.RefundedInAll(total));
        return new(refund, null);
    }

    private long GoneBack(string intentId) =>
        refunds.Values.Where(refund => refund.PaymentIntentId == intentId && refund.Status != "failed").Sum(refund => refund.AmountMinorUnits);

    private Dispute Set(string status)
    {
        var id = $"dp_{disputes.Count}";
        return disputes[id] = disputes[id] with { Status = status };
    }

    private void Withdraw(Dispute dispute)
    {
        Tell(dispute.PaymentIntentId!, card => card.Disputed(new DisputeNotice(dispute.Id, dispute.AmountMinorUnits, DisputeOutcome.Open)));
        Tell(dispute.PaymentIntentId!, card => card.DisputeMoneyMoved(dispute.Id, -dispute.AmountMinorUnits));
    }

    private void Tell(string intentId, Func<ITimeCardGrain, Task> tell) =>
        events.Add(new($"evt_{events.Count + 1}", intents[intentId].Metadata[PaymentMetadata.TimeCardId], tell));
}
