namespace MindBot.Gateways.Stripe;

/// <summary>A dispute. <c>Status</c>: needs_response, under_review, won, lost, prevented, or warning_… for a mere inquiry.</summary>
public sealed record Dispute(
    string Id, string? PaymentIntentId, string ChargeId, long AmountMinorUnits, string Currency, string Status, string Reason)
{
    /// <summary>A bank's question: it moves no money.</summary>
    public bool IsInquiry => Status.StartsWith("warning_", StringComparison.Ordinal);

    public bool IsLost => Status == "lost";

    /// <summary>The money stays, or comes back.</summary>
    public bool IsWon => Status is "won" or "prevented";
}
