namespace MindBot.Gateways.Stripe;

/// <summary>A charge as events about it carry it. <paramref name="AmountRefundedMinorUnits"/> is cumulative: what has gone back so far.</summary>
public sealed record Charge(
    string Id, string? PaymentIntentId, long AmountMinorUnits, long AmountRefundedMinorUnits, string Currency,
    IReadOnlyDictionary<string, string> Metadata);
