using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit.Tokens;
using MindBot.Simulators.LiveKit.Webhooks;

namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>The rooms and who is in them: what the server does, whoever asks and however.</summary>
internal sealed class LiveKitServer(LiveKitSimulatorOptions options, LiveKitFaults faults, LiveKitEvents events, LiveKitIds ids, TimeProvider time)
{
    private const int MaxNameLength = 256, MaxMetadataLength = 64 * 1024;

    /// <summary>Timers of the system take no more than 49 days.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, SimulatedRoom> rooms = [];
    private readonly Dictionary<string, (SimulatedRoom Room, SimulatedParticipant Participant)> connected = [];

    public LiveKitRoom Create(RoomSettings settings)
    {
        lock (gate) return GetOrCreate(settings).Snapshot();
    }

    public void Delete(string name)
    {
        lock (gate) Close(rooms.GetValueOrDefault(name) ?? throw LiveKitRefusal.RoomNotFound, LiveKitDisconnectReason.RoomDeleted);
    }

    /// <param name="names">None: all rooms.</param>
    public IReadOnlyList<LiveKitRoom> List(IReadOnlyCollection<string> names)
    {
        lock (gate)
        {
            var wanted = names.Count == 0 ? rooms.Values : names.Distinct().Select(rooms.GetValueOrDefault).OfType<SimulatedRoom>();
            return [.. wanted.Select(room => room.Snapshot())];
        }
    }

    public IReadOnlyList<LiveKitParticipant> ListParticipants(string name)
    {
        lock (gate) return rooms.GetValueOrDefault(name)?.Snapshot().Participants ?? [];
    }

    public void Remove(string name, string identity)
    {
        lock (gate)
        {
            if (rooms.GetValueOrDefault(name) is not { } room || room.Find(identity) is not { } participant) throw LiveKitRefusal.ParticipantNotFound;
            End(room, participant, LiveKitDisconnectReason.ParticipantRemoved);
        }
    }

    /// <param name="identities">None: everybody.</param>
    public void Send(string name, IReadOnlyCollection<string> identities, string topic, ReadOnlyMemory<byte> payload)
    {
        lock (gate)
        {
            var room = rooms.GetValueOrDefault(name) ?? throw LiveKitRefusal.NobodyAnswers;
            var message = new LiveKitDataMessage(topic, payload, time.GetUtcNow());
            foreach (var participant in room.All())
                if (participant.Info.State == LiveKitParticipantState.Active && (identities.Count == 0 || identities.Contains(participant.Info.Identity)))
                    participant.Connection?.Receive(message);
        }
    }

    public LiveKitConnection Join(LiveKitClaims claims)
    {
        lock (gate)
        {
            var room = GetOrCreate(claims.Room);
            var older = room.Find(claims.Identity);
            if (room.Count - (older is null ? 0 : 1) >= Limit(room)) throw LiveKitRefusal.TooMany("participants in the room");

            // LiveKit disconnects the older one beside the join, so its event may come before or after the new one's.
            var leftComesLater = older is not null && ids.Toss();
            if (older is not null) Disconnect(room, older, LiveKitDisconnectReason.DuplicateIdentity);
            if (older is not null && !leftComesLater) TellEnd(room, older);

            var info = claims.ToParticipant(ids.Participant(), time.GetUtcNow());
            if (!info.IsDependent) room.CloseLater(null);
            var connection = new LiveKitConnection(this, room.Snapshot(), info);
            var participant = new SimulatedParticipant(info) { Connection = connection };
            room.Add(participant);
            connected.Add(info.Sid, (room, participant));

            if (faults.TakeForJoin()) NoticeLater(room, participant, LiveKitDisconnectReason.JoinFailure);
            else Activate(room, participant);
            if (leftComesLater) TellEnd(room, older!);
            if (!info.IsDependent) BringAgents(room);
            return connection;
        }
    }

    public LiveKitConnection? Find(string participantSid)
    {
        lock (gate) return connected.TryGetValue(participantSid, out var found) ? found.Participant.Connection : null;
    }

    public void End(LiveKitConnection connection, LiveKitDisconnectReason reason)
    {
        lock (gate)
            if (connected.TryGetValue(connection.ParticipantSid, out var found)) End(found.Room, found.Participant, reason);
    }

    public void Lose(LiveKitConnection connection, LiveKitDisconnectReason reason)
    {
        lock (gate)
            if (connected.TryGetValue(connection.ParticipantSid, out var found)) NoticeLater(found.Room, found.Participant, reason);
    }

    /// <summary>Forgets everything, and tells nobody.</summary>
    public void Restart()
    {
        lock (gate)
        {
            foreach (var (_, participant) in connected.Values)
                participant.Connection?.Close(LiveKitDisconnectReason.ServerShutdown, time.GetUtcNow());
            foreach (var room in rooms.Values) room.Dispose();
            connected.Clear();
            rooms.Clear();
            events.Forget();
        }
    }

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
