using System.Collections.Immutable;

namespace MindBot.Grains.TimeCards;

[GenerateSerializer, Alias("mindbot.CardPhase")]
public enum CardPhase
{
    None = 0,
    PendingPayment = 1,

    /// <summary>The payment was refused; its code is worth nothing.</summary>
    Failed = 2,

    /// <summary>Paid, and waiting for somebody to redeem the code.</summary>
    Paid = 3,

    /// <summary>Given to its owner; the wallet is yet to confirm the credit.</summary>
    Activating = 4,
    Active = 5,

    /// <summary>Not paid in time; its payment is cancelled and its code worth nothing.</summary>
    Abandoned = 6,
}

[GenerateSerializer, Alias("mindbot.TimeCardState")]
public sealed record TimeCardState
{
    [Id(0)] public CardPhase Phase { get; init; }
    [Id(1)] public string Code { get; init; } = "";
    [Id(2)] public PurchaseRequest? Purchase { get; init; }
    [Id(3)] public DateTimeOffset CreatedAt { get; init; }
    [Id(4)] public string? PaymentIntentId { get; init; }
    [Id(5)] public string? ClientSecret { get; init; }
    [Id(6)] public string? PaymentStatus { get; init; }
    [Id(7)] public string? DeclineMessage { get; init; }
    [Id(8)] public string? OwnerId { get; init; }
    [Id(9)] public DateTimeOffset? ActivatedAt { get; init; }
    [Id(10)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What a coupon took off the price, in minor units.</summary>
    [Id(11)] public long DiscountCents { get; init; }

    /// <summary>What has gone back so far, refund by refund.</summary>
    [Id(12)] public ImmutableArray<ReturnedMoney> Refunds { get; init; } = [];

    /// <summary>What the provider said has gone back in all; it may say so before it tells of the single refunds.</summary>
    [Id(13)] public long RefundedCents { get; init; }

    [Id(14)] public ImmutableArray<CardDispute> Disputes { get; init; } = [];

    /// <summary>The payment is in the books, and its coupon redeemed.</summary>
    [Id(15)] public bool IsBooked { get; init; }

    /// <summary>The buyer's confirmation is still to be ordered. Paid cards of before there were any owe none.</summary>
    [Id(16)] public bool OwesMail { get; init; }

    internal long PaidCents => Purchase!.Package.PriceCents - DiscountCents;
}

/// <summary>One refund; <paramref name="IsGone"/>: it failed or was cancelled, the money is here again. That is final.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.ReturnedMoney")]
public sealed record ReturnedMoney([property: Id(0)] string Id, [property: Id(1)] long Cents, [property: Id(2)] bool IsGone);

[GenerateSerializer, Immutable, Alias("mindbot.CardDispute")]
public sealed record CardDispute([property: Id(0)] string Id, [property: Id(1)] long Cents, [property: Id(2)] DisputeOutcome Outcome);

[GenerateSerializer, Alias("mindbot.ActivationCodeState")]
public sealed record ActivationCodeState
{
    [Id(0)] public string? CardId { get; init; }
}

[GenerateSerializer, Alias("mindbot.PaymentEventState")]
public sealed record PaymentEventState
{
    [Id(0)] public string Type { get; init; } = "";
    [Id(1)] public DateTimeOffset HandledAt { get; init; }
}
