using System.Collections.Immutable;
using MindBot.Grains.Wallets;

namespace MindBot.Grains.Ledgers;

/// <summary>Up to which entry the pages hold everything, and what those entries add up to.</summary>
[GenerateSerializer, Alias("mindbot.LedgerState")]
public sealed record LedgerState
{
    [Id(0)] public long LastEntry { get; init; }
    [Id(1)] public long SumMicros { get; init; }
    [Id(2)] public long DebtMicros { get; init; }
}

[GenerateSerializer, Alias("mindbot.LedgerPageState")]
public sealed record LedgerPageState
{
    [Id(0)] public ImmutableArray<LedgerLine> Lines { get; init; } = [];
}
