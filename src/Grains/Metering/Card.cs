namespace MindBot.Grains.Metering;

/// <summary>What a time card is worth now. <c>Disputed</c> is frozen for its dispute, <c>Frozen</c> with its wallet, <c>Refunded</c> was taken back, at least in part.</summary>
public enum CardStatus { Active, Exhausted, Expired, Refunded, Disputed, Frozen }

/// <summary>
/// An activated time card inside a wallet. All amounts are microseconds of base-rate time, and always
/// issued = available + consumed + expired + revoked + paid to debt (I1). A frozen card keeps its available
/// credit, but nothing may burn it.
/// </summary>
public sealed record Card
{
    public required string Id { get; init; }

    /// <summary>The code shown to its owner; null for credit that was never bought as a card.</summary>
    public string? Code { get; init; }

    public required long IssuedMicros { get; init; }
    public required long AvailableMicros { get; init; }
    public long ConsumedMicros { get; init; }
    public long ExpiredMicros { get; init; }
    public long RevokedMicros { get; init; }
    public long DebtPaidMicros { get; init; }

    /// <summary>All that was ever demanded back from this card, whether it could give it or not.</summary>
    public long TakenBackMicros { get; init; }

    /// <summary>The part of it that became debt.</summary>
    public long DebtCausedMicros { get; init; }

    /// <summary>That part is somebody else's: the card was a gift.</summary>
    public bool OwedElsewhere { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ActivatedAt { get; init; }

    /// <summary>First instant at which it is worth nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>It is frozen for no dispute of its own, but with its wallet.</summary>
    public bool FrozenWithWallet { get; init; }

    /// <summary>Whoever granted the card has stored that it did; until then its id must stay known here, or a retry would credit twice.</summary>
    public bool GrantConfirmed { get; init; }

    public CardStatus Status =>
        FrozenWithWallet ? CardStatus.Frozen
        : FrozenAt is not null ? CardStatus.Disputed
        : AvailableMicros > 0 ? CardStatus.Active
        : TakenBackMicros > 0 ? CardStatus.Refunded
        : ExpiredMicros > 0 ? CardStatus.Expired
        : CardStatus.Exhausted;

    /// <summary>The card with so much more of its credit consumed; negative gives consumed credit back.</summary>
    public Card Burn(long micros) => this with { AvailableMicros = AvailableMicros - micros, ConsumedMicros = ConsumedMicros + micros };

    /// <summary>May this card pay for the millisecond that begins at <paramref name="at"/>?</summary>
    public bool PaysAt(DateTimeOffset at) => AvailableMicros > 0 && FrozenAt is null && ActivatedAt <= at && at < ExpiresAt;
}
