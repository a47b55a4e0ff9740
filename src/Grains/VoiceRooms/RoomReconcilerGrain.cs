using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.VoiceRooms;

/// <inheritdoc cref="IRoomReconcilerGrain"/>
public sealed class RoomReconcilerGrain(IVoiceRooms rooms, LiveKitClock liveKit, ILogger<RoomReconcilerGrain> log) : Grain, IRoomReconcilerGrain
{
    /// <summary>Rooms whose count agrees are looked into slowly: with 256 lists and a round every 30 s, 43 a second in all.</summary>
    private const int LooksPerRound = 5;
    private int next;

    public async Task Reconcile(ImmutableArray<WatchedSession> sessions)
    {
        var askedAt = liveKit.Now;
        Dictionary<string, RoomSummary> listed;
        try
        {
            listed = (await rooms.List([.. sessions.Select(session => session.Room).Distinct()])).ToDictionary(room => room.Name);
        }
        catch (VoiceRoomsUnavailableException silent)
        {
            // Not to know is not to be gone: nobody is told anything.
            log.LogWarning(silent, "LiveKit could not be asked about {Sessions} sessions", sessions.Length);
            return;
        }

        foreach (var session in sessions)
            await GrainFactory.GetGrain<IVoiceSessionGrain>(session.SessionKey).Listed(listed.TryGetValue(session.Room, out var room)
                ? new RoomListing(askedAt, Exists: true, room.NumParticipants)
                : new RoomListing(askedAt, Exists: false, 0));
        await LookIntoSome([.. sessions.Where(session => listed.ContainsKey(session.Room))]);
    }

    private async Task LookIntoSome(ImmutableArray<WatchedSession> present)
    {
        for (var i = 0; i < Math.Min(LooksPerRound, present.Length); i++)
        {
            var session = present[next++ % present.Length];
            await GrainFactory.GetGrain<IRoomWorkerGrain>(session.Room).Look(session.SessionKey);
        }
    }
}
