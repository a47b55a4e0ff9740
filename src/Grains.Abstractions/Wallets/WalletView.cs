using System.Collections.Immutable;

namespace MindBot.Grains.Wallets;

/// <summary>A wallet at one instant. Amounts are microseconds of base-rate time.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletView")]
public sealed record WalletView
{
    [Id(0)] public required DateTimeOffset At { get; init; }

    /// <summary>What can be talked away from here on; never negative.</summary>
    [Id(1)] public required long AvailableMicros { get; init; }

    [Id(2)] public required int ActiveCards { get; init; }
    [Id(3)] public DateTimeOffset? NextExpiration { get; init; }
    [Id(4)] public required long DebtMicros { get; init; }

    /// <summary>Σ rates of the running sessions (permille): microseconds burnt a millisecond.</summary>
    [Id(5)] public required long BurnRatePermille { get; init; }

    /// <summary>When the pool runs empty if nothing else happens; null when nothing burns.</summary>
    [Id(6)] public DateTimeOffset? ExhaustsAt { get; init; }

    [Id(7)] public required ImmutableArray<WalletCard> Cards { get; init; }
    [Id(8)] public required ImmutableArray<OpenSession> Sessions { get; init; }

    /// <summary>What happened lately and a person should hear of; numbered, so that a stream tells each once.</summary>
    [Id(9)] public required ImmutableArray<WalletNotice> Notices { get; init; }

    /// <summary>What sessions with daily limits have used of the UTC day of <see cref="At"/>.</summary>
    [Id(10)] public ImmutableArray<QuotaUsage> Quotas { get; init; } = [];

    /// <summary>Since when an operator has it frozen; null: it is not.</summary>
    [Id(11)] public DateTimeOffset? FrozenAt { get; init; }
}

/// <summary>An activated card. <c>Status</c>: active, exhausted, expired, refunded, disputed, or frozen with its wallet.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletCard")]
public sealed record WalletCard(
    [property: Id(0)] string Id, [property: Id(1)] string? Code, [property: Id(2)] long IssuedMicros, [property: Id(3)] long AvailableMicros,
    [property: Id(4)] string Status, [property: Id(5)] DateTimeOffset CreatedAt, [property: Id(6)] DateTimeOffset ActivatedAt,
    [property: Id(7)] DateTimeOffset ExpiresAt);

/// <summary>Milliseconds of a day that all sessions of one key have had together, open ones included.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.QuotaUsage")]
public sealed record QuotaUsage([property: Id(0)] string Key, [property: Id(1)] long UsedMs);

/// <summary>
/// An open session as the wallet sees it. <c>State</c>: running, paused, exhausted or limited. <c>LimitAt</c>: when its own limit or its day's ends
/// it, whichever is first.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.OpenSession")]
public sealed record OpenSession(
    [property: Id(0)] string SessionId, [property: Id(1)] string Room, [property: Id(2)] string State,
    [property: Id(3)] DateTimeOffset OpenedAt, [property: Id(4)] int RatePermille, [property: Id(5)] long ElapsedMs,
    [property: Id(6)] long ChargedMicros, [property: Id(7)] DateTimeOffset? LimitAt);

/// <summary>
/// Kind is <c>credited</c>, <c>warning</c>, <c>paused</c>, <c>exhausted</c> or <c>daily_limit</c>. Notices are told, not kept: they go with the activation.
/// Their numbers only grow, also over activations.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletNotice")]
public sealed record WalletNotice(
    [property: Id(0)] long Number, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Kind, [property: Id(3)] string? SessionId,
    [property: Id(4)] string? CardId, [property: Id(5)] long? Micros, [property: Id(6)] int? SecondsLeft);
