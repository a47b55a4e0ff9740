namespace MindBot.Gateways.Stripe;

/// <summary>A dispute. <c>Status</c>: needs_response, under_review, won, lost, prevented, or warning_… for a mere inquiry.</summary>
public sealed record Dispute(
    string Id, string? PaymentIntentId, string ChargeId, long AmountMinorUnits, string Currency, string Status, string Reason);
