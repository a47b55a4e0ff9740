namespace MindBot.Gateways.Stripe;

/// <summary>What the check of a webhook's signature found. Only <see cref="Valid"/> may be acted on.</summary>
public enum StripeSignatureResult
{
    /// <summary>No (or an unreadable) header, or no secret configured: nothing was proven.</summary>
    Malformed,

    /// <summary>No v1 signature fits any of our secrets.</summary>
    Mismatch,

    /// <summary>Signed by Stripe, but outside the tolerance: a replay, or a clock that is wrong.</summary>
    OutsideTolerance,

    Valid,
}
