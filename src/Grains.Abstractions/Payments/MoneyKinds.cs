namespace MindBot.Grains.Payments;

/// <summary>Why money moved. Clients read these words.</summary>
public static class MoneyKinds
{
    /// <summary>The user paid: positive.</summary>
    public const string Payment = "payment";

    /// <summary>Money goes back to the user: negative.</summary>
    public const string Refund = "refund";

    /// <summary>A refund could not be delivered, the money is ours again: positive.</summary>
    public const string RefundFailed = "refund_failed";

    /// <summary>
    /// The bank took the money because of a dispute (<c>charge.dispute.funds_withdrawn</c>): negative. It leaves when the dispute opens, so a
    /// dispute that is lost afterwards moves nothing more.
    /// </summary>
    public const string DisputeWithdrawn = "dispute_withdrawn";

    /// <summary>A dispute was won and the bank gave the money back (<c>charge.dispute.funds_reinstated</c>): positive.</summary>
    public const string DisputeReinstated = "dispute_reinstated";
}
