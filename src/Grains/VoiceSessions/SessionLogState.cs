using System.Collections.Immutable;

namespace MindBot.Grains.VoiceSessions;

[GenerateSerializer, Alias("mindbot.SessionLogState")]
public sealed record SessionLogState
{
    [Id(0)] public long Count { get; init; }

    /// <summary>Positions of sessions that have not stored yet that they are in the log, and may therefore ask again.</summary>
    [Id(1)] public ImmutableDictionary<string, long> Unconfirmed { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>The newest session number handed out.</summary>
    [Id(2)] public long LastNumber { get; init; }

    /// <summary>What the sessions that are not unconfirmed add up to; null in logs from before there were totals.</summary>
    [Id(3)] public SessionTotals? Totals { get; init; }

    /// <summary>The unconfirmed sessions as they count now, by id. They may still come out otherwise, so they are not in the totals yet.</summary>
    [Id(4)] public ImmutableDictionary<string, FinishedSession> Unsettled { get; init; } = ImmutableDictionary<string, FinishedSession>.Empty;
}

[GenerateSerializer, Alias("mindbot.SessionLogPageState")]
public sealed record SessionLogPageState
{
    /// <summary>In the order of their positions.</summary>
    [Id(0)] public ImmutableArray<FinishedSession> Sessions { get; init; } = [];
}
