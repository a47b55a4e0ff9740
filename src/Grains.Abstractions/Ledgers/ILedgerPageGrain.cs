using System.Collections.Immutable;
using MindBot.Grains.Wallets;

namespace MindBot.Grains.Ledgers;

/// <summary>A fixed stretch of a ledger; key: <c>{user id}/{page}</c>. Page p holds the entries p × <see cref="Size"/> + 1 and following.</summary>
[Alias("mindbot.ILedgerPageGrain")]
public interface ILedgerPageGrain : IGrainWithStringKey
{
    const int Size = 100;

    static long PageOf(long number) => (number - 1) / Size;

    /// <summary>Adds entries in order; those it has already are skipped. Answers when they are durable.</summary>
    [Alias("Append")]
    Task Append(ImmutableArray<LedgerLine> entries);

    [Alias("Read")]
    Task<ImmutableArray<LedgerLine>> Read();
}
