using System.Collections.Immutable;

namespace MindBot.Grains.Metering.Auditing;

/// <summary>Collects violations; of a wallet that is wrong throughout the first ones tell enough.</summary>
internal sealed class Findings
{
    public const int Most = 20;

    private readonly ImmutableArray<Violation>.Builder all = ImmutableArray.CreateBuilder<Violation>();

    public ImmutableArray<Violation> All => all.ToImmutable();

    public void Equal(
        long expected, long found, string invariant, string rule, string? card = null, string? session = null, long? entry = null)
    {
        if (expected != found && all.Count < Most) all.Add(new(invariant, rule, expected, found, card, session, entry));
    }

    public void Holds(bool holds, string invariant, string rule, string? card = null, string? session = null, long? entry = null)
    {
        if (!holds) Equal(1, 0, invariant, rule, card, session, entry);
    }

    public void NotNegative(long found, string what, string? card = null, string? session = null)
    {
        if (found < 0) Equal(0, found, Invariants.NothingNegative, what + " is not negative", card, session);
    }

    /// <summary>One instant is not after another.</summary>
    public void InOrder(
        DateTimeOffset first, DateTimeOffset second, string invariant, string rule, string? card = null, string? session = null, long? entry = null)
    {
        if (first > second)
            Equal(second.ToUnixTimeMilliseconds(), first.ToUnixTimeMilliseconds(), invariant, rule, card, session, entry);
    }
}
