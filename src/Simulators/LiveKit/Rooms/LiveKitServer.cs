using MindBot.Simulators.LiveKit.Tokens;
using MindBot.Simulators.LiveKit.Webhooks;

namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>The rooms and who is in them: what the server does, whoever asks and however.</summary>
internal sealed partial class LiveKitServer(LiveKitSimulatorOptions options, LiveKitFaults faults, LiveKitEvents events, LiveKitIds ids, TimeProvider time)
{
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
            if (connected.Count >= options.MaxConnections) throw LiveKitRefusal.TooMany("connections");
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
}
