using System.Collections.Immutable;
using Orleans.Concurrency;

namespace MindBot.Grains.VoiceRooms;

/// <summary>Compares the open sessions of one watch list with what LiveKit says; key: the list's number.</summary>
[Alias("mindbot.IRoomReconcilerGrain")]
public interface IRoomReconcilerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells each session how LiveKit lists its room, and asks who is in a few of the rooms, others each time. Without an answer nothing happens.
    /// </summary>
    [Alias("Reconcile"), OneWay]
    Task Reconcile(ImmutableArray<WatchedSession> sessions);
}

[GenerateSerializer, Immutable, Alias("mindbot.WatchedSession")]
public sealed record WatchedSession([property: Id(0)] string SessionKey, [property: Id(1)] string Room);
