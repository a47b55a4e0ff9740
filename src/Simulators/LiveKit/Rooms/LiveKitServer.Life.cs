using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>How rooms and participants come and go. All of it runs under the lock.</summary>
internal sealed partial class LiveKitServer
{
    private const int MaxNameLength = 256, MaxMetadataLength = 64 * 1024;

    /// <summary>Timers of the system take no more than 49 days.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private SimulatedRoom GetOrCreate(RoomSettings wanted)
    {
        if (wanted.Name.Length == 0) throw LiveKitRefusal.NoRoomName;
        if (rooms.TryGetValue(wanted.Name, out var there)) return there;
        if (wanted.Name.Length > MaxNameLength) throw new LiveKitRefusal("invalid_argument", "room name length exceeds limits");
        if (wanted.Metadata.Length > MaxMetadataLength) throw new LiveKitRefusal("invalid_argument", "metadata size exceeds limits");
        if (rooms.Count >= options.MaxRooms) throw LiveKitRefusal.TooMany("rooms");

        var room = new SimulatedRoom(ids.Room(), wanted with
        {
            EmptyTimeoutSeconds = wanted.EmptyTimeoutSeconds > 0 ? wanted.EmptyTimeoutSeconds : (uint)options.EmptyTimeout.TotalSeconds,
            DepartureTimeoutSeconds =
                wanted.DepartureTimeoutSeconds > 0 ? wanted.DepartureTimeoutSeconds : (uint)options.DepartureTimeout.TotalSeconds,
        }, time.GetUtcNow());
        rooms.Add(wanted.Name, room);
        CloseWhenEmpty(room, room.Settings.EmptyTimeoutSeconds);
        events.RoomStarted(room.Snapshot());
        return room;
    }

    private int Limit(SimulatedRoom room) =>
        (int)Math.Min(room.Settings.MaxParticipants > 0 ? room.Settings.MaxParticipants : uint.MaxValue, options.MaxParticipantsPerRoom);

    private void Activate(SimulatedRoom room, SimulatedParticipant participant)
    {
        participant.Activate();
        events.Joined(room.Snapshot(), participant.Info);
        if (!participant.Info.CanPublish) return;
        participant.Info = participant.Info with { TrackSid = ids.AudioTrack() };
        events.TrackPublished(room.Snapshot(), participant.Info);
    }

    /// <summary>The first person brings the room's agents; they stay until the room closes.</summary>
    private void BringAgents(SimulatedRoom room)
    {
        if (room.HasAgents) return;
        room.HasAgents = true;
        foreach (var dispatch in room.Settings.Agents)
        {
            if (room.Count >= Limit(room)) return;
            var info = new LiveKitParticipant(ids.Participant(), $"agent-{ids.AgentJob()}", ParticipantKind.Agent, time.GetUtcNow())
            {
                Name = dispatch.AgentName,
            };
            var agent = new SimulatedParticipant(info);
            room.Add(agent);
            Activate(room, agent);
        }
    }

    private void End(SimulatedRoom room, SimulatedParticipant participant, LiveKitDisconnectReason reason)
    {
        if (!IsOpen(room) || !Disconnect(room, participant, reason)) return;
        TellEnd(room, participant);
        if (!participant.Info.IsDependent && !room.HasPeople) CloseWhenEmpty(room, room.Settings.DepartureTimeoutSeconds);
    }

    private bool Disconnect(SimulatedRoom room, SimulatedParticipant participant, LiveKitDisconnectReason reason)
    {
        if (!room.Remove(participant)) return false;
        participant.Dispose();
        connected.Remove(participant.Info.Sid);
        participant.Connection?.Close(reason, time.GetUtcNow());
        participant.Info = participant.Info with { State = LiveKitParticipantState.Disconnected, DisconnectReason = reason };
        return true;
    }

    private void TellEnd(SimulatedRoom room, SimulatedParticipant participant)
    {
        if (participant.HasBeenActive) events.Left(room.Snapshot(), participant.Info);
        else events.Aborted(room.Snapshot(), participant.Info);
    }

    private void NoticeLater(SimulatedRoom room, SimulatedParticipant participant, LiveKitDisconnectReason reason) =>
        participant.NoticeLoss(After(options.ConnectionTimeout, () => End(room, participant, reason)));

    private void CloseWhenEmpty(SimulatedRoom room, uint seconds) => room.CloseLater(After(TimeSpan.FromSeconds(seconds), () =>
    {
        if (!room.HasPeople) Close(room, LiveKitDisconnectReason.RoomClosed);
    }));

    private void Close(SimulatedRoom room, LiveKitDisconnectReason reason)
    {
        if (!IsOpen(room)) return;
        foreach (var participant in room.All())
        {
            Disconnect(room, participant, reason);
            TellEnd(room, participant);
        }
        rooms.Remove(room.Name);
        room.Dispose();
        events.RoomFinished(room.Snapshot());
    }

    /// <summary>Whether it is not closed or forgotten: a timer may have fired just then.</summary>
    private bool IsOpen(SimulatedRoom room) => rooms.GetValueOrDefault(room.Name) == room;

    private ITimer After(TimeSpan due, Action action) => time.CreateTimer(_ =>
    {
        lock (gate) action();
    }, null, due < LongestTimer ? due : LongestTimer, Timeout.InfiniteTimeSpan);
}
