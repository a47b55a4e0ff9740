using System.Collections.Immutable;

namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>A room of the server. Only for use under the server's lock.</summary>
internal sealed class SimulatedRoom(string sid, RoomSettings settings, DateTimeOffset createdAt) : IDisposable
{
    private readonly OrderedDictionary<string, SimulatedParticipant> participants = [];
    private ITimer? untilClosed;

    public string Name => settings.Name;
    public RoomSettings Settings => settings;
    public int Count => participants.Count;
    public bool HasPeople => participants.Values.Any(participant => !participant.Info.IsDependent);
    public bool HasAgents { get; set; }

    public SimulatedParticipant? Find(string identity) => participants.GetValueOrDefault(identity);

    public SimulatedParticipant[] All() => [.. participants.Values];

    public void Add(SimulatedParticipant participant) => participants.Add(participant.Info.Identity, participant);

    /// <summary>False when this one is not in the room, even if one of the same identity is.</summary>
    public bool Remove(SimulatedParticipant participant) =>
        participants.GetValueOrDefault(participant.Info.Identity) == participant && participants.Remove(participant.Info.Identity);

    public void CloseLater(ITimer? timer)
    {
        untilClosed?.Dispose();
        untilClosed = timer;
    }

    public LiveKitRoom Snapshot() => new(sid, settings.Name, createdAt, [.. participants.Values.Select(participant => participant.Info)])
    {
        EmptyTimeoutSeconds = settings.EmptyTimeoutSeconds,
        DepartureTimeoutSeconds = settings.DepartureTimeoutSeconds,
        MaxParticipants = settings.MaxParticipants,
        Metadata = settings.Metadata,
        Agents = settings.Agents,
    };

    public void Dispose()
    {
        untilClosed?.Dispose();
        foreach (var participant in participants.Values) participant.Dispose();
    }
}
