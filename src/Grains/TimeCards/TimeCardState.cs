namespace MindBot.Grains.TimeCards;

[GenerateSerializer, Alias("mindbot.CardPhase")]
public enum CardPhase
{
    [Id(0)] None,
    [Id(1)] PendingPayment,

    /// <summary>The payment was refused; its code is worth nothing.</summary>
    [Id(2)] Failed,

    /// <summary>Paid, and waiting for somebody to redeem the code.</summary>
    [Id(3)] Paid,

    /// <summary>Given to its owner; the wallet is yet to confirm the credit.</summary>
    [Id(4)] Activating,
    [Id(5)] Active,
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
}

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
