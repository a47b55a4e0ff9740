namespace MindBot.Gateways.Stripe;

/// <summary>A refund. Amounts are minor units.</summary>
/// <param name="Status">pending, requires_action, succeeded, failed or canceled; empty where Stripe gives none.</param>
public sealed record Refund(
    string Id, string? PaymentIntentId, string? ChargeId, long AmountMinorUnits, string Currency, string Status, string? FailureReason,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>It failed or was canceled: the money is here again, for good.</summary>
    public bool IsGone => Status is "failed" or "canceled";
}

/// <param name="AmountMinorUnits">Null: all that is left.</param>
/// <param name="IdempotencyKey">Names the refund: repeating it gives nothing back twice.</param>
public sealed record CreateRefund(string PaymentIntentId, long? AmountMinorUnits, string IdempotencyKey)
{
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>What came of it: a refund, or Stripe's sentence why it cannot be (already refunded, disputed, more than was paid).</summary>
public sealed record RefundResult(Refund? Refund, string? Refused);
