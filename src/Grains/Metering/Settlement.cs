using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>
/// The final account of a closed session; made once (I6). Its pieces are dropped when the session has stored them; the rest stays
/// for <see cref="Retention.Settlements"/> as a tombstone, so that a late repeat changes nothing.
/// </summary>
public sealed record Settlement
{
    public required string SessionId { get; init; }
    public required string Room { get; init; }
    public required string Reason { get; init; }
    public required long Epoch { get; init; }
    public required long Sequence { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>The wallet's instant when this was made; a session may be closed at an instant long before.</summary>
    public required DateTimeOffset SettledAt { get; init; }

    public required long ElapsedMs { get; init; }
    public required long ChargedMicros { get; init; }
    public ImmutableArray<Piece> Pieces { get; init; } = [];
    public bool Acknowledged { get; init; }
}
