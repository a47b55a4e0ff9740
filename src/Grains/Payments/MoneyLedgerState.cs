using System.Collections.Immutable;

namespace MindBot.Grains.Payments;

/// <summary>The entries that do not fill a page yet, and what all of them add up to.</summary>
[GenerateSerializer, Alias("mindbot.MoneyLedgerState")]
public sealed record MoneyLedgerState
{
    [Id(0)] public long LastNumber { get; init; }

    /// <summary>Oldest first; the first one begins a page.</summary>
    [Id(1)] public ImmutableArray<MoneyLine> Newest { get; init; } = [];

    /// <summary>By currency, minor units, signed.</summary>
    [Id(2)] public ImmutableDictionary<string, long> SpentCents { get; init; } = ImmutableDictionary<string, long>.Empty;

    [Id(3)] public int Payments { get; init; }
}

[GenerateSerializer, Alias("mindbot.MoneyPageState")]
public sealed record MoneyPageState
{
    [Id(0)] public ImmutableArray<MoneyLine> Lines { get; init; } = [];
}
