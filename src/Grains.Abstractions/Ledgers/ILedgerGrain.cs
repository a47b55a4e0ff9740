using System.Collections.Immutable;
using MindBot.Grains.Wallets;
using Orleans.Concurrency;

namespace MindBot.Grains.Ledgers;

/// <summary>
/// A user's ledger; key: the user id. Pulls entries from the wallet and acknowledges what is durable, so the wallet's state stays small and
/// the history unbounded.
/// </summary>
[Alias("mindbot.ILedgerGrain")]
public interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>Entries older than number <paramref name="before"/> (null: from the newest), newest first.</summary>
    [Alias("Read")]
    Task<LedgerExtract> Read(int limit, long? before);

    /// <summary>The wallet has new entries. A lost hint is made good by the next one, or by the next reader.</summary>
    [Alias("Pull"), OneWay]
    Task Pull();
}

/// <summary>
/// A stretch of the ledger with the sums of one instant: <c>SumMicros − ProvisionalMicros = BalanceMicros</c>, always.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.LedgerExtract")]
public sealed record LedgerExtract(
    [property: Id(0)] ImmutableArray<LedgerLine> Entries, [property: Id(1)] long LastEntry, [property: Id(2)] long SumMicros,
    [property: Id(3)] long ProvisionalMicros, [property: Id(4)] long BalanceMicros, [property: Id(5)] long DebtMicros);
