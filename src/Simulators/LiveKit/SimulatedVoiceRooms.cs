using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit;

/// <summary>The server behind <see cref="IVoiceRooms"/> without HTTP, faults included.</summary>
internal sealed class SimulatedVoiceRooms(LiveKitServer server, LiveKitFaults faults, TimeProvider time) : IVoiceRooms
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public Task Create(NewRoom room, CancellationToken cancellation = default) => Call("CreateRoom", cancellation, () => server.Create(
        new RoomSettings(room.Name)
        {
            EmptyTimeoutSeconds = (uint)(room.EmptyTimeoutSeconds ?? 0),
            DepartureTimeoutSeconds = (uint)(room.DepartureTimeoutSeconds ?? 0),
            MaxParticipants = (uint)(room.MaxParticipants ?? 0),
            Agents = [.. room.Agents],
        }));

    public Task Delete(string room, CancellationToken cancellation = default) => Call("DeleteRoom", cancellation, () =>
        GoneIsFine(() => server.Delete(room)));

    public Task<IReadOnlyList<RoomSummary>> List(IReadOnlyCollection<string> names, CancellationToken cancellation = default) =>
        Call<IReadOnlyList<RoomSummary>>("ListRooms", cancellation, () => names.Count == 0
            ? []
            : [.. server.List(names).Select(room => new RoomSummary(room.Name, room.Sid, room.NumParticipants))]);

    public Task<IReadOnlyList<RoomParticipant>> ListParticipants(string room, CancellationToken cancellation = default) =>
        Call<IReadOnlyList<RoomParticipant>>("ListParticipants", cancellation, () => [.. server.ListParticipants(room).Select(participant =>
            new RoomParticipant(participant.Sid, participant.Identity, participant.Kind, WholeSeconds(participant.JoinedAt),
                participant.State == LiveKitParticipantState.Active))]);

    public Task Remove(string room, string identity, CancellationToken cancellation = default) => Call("RemoveParticipant", cancellation, () =>
        GoneIsFine(() => server.Remove(room, identity)));

    public Task Send(RoomMessage message, CancellationToken cancellation = default) => Call("SendData", cancellation, () =>
        GoneIsFine(() => server.Send(message.Room, [message.Identity], message.Topic, message.Payload.ToArray())));

    private static bool GoneIsFine(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (LiveKitRefusal refusal) when (refusal.Code is "not_found" or "unavailable")
        {
            return false;
        }
    }

    private Task<T> Call<T>(string method, CancellationToken cancellation, Func<T> answer)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<T>(cancellation);
        try
        {
            switch (faults.TakeForCall(method))
            {
                case { Kind: CallFaultKind.Refuse } fault:
                    return Task.FromException<T>(new VoiceRoomsUnavailableException($"LiveKit answered {fault.Status}."));
                case { Kind: CallFaultKind.Hang }:
                    return Hang<T>(cancellation);
                case { Kind: CallFaultKind.LoseAnswer }:
                    answer();
                    return Task.FromException<T>(new VoiceRoomsUnavailableException("The connection to LiveKit broke before the answer."));
                default:
                    return Task.FromResult(answer());
            }
        }
        catch (LiveKitRefusal refusal)
        {
            return Task.FromException<T>(new VoiceRoomsUnavailableException($"LiveKit refused: {refusal.Message}.", refusal));
        }
    }

    private async Task<T> Hang<T>(CancellationToken cancellation)
    {
        await Task.Delay(Limit, time, cancellation);
        throw new VoiceRoomsUnavailableException("LiveKit did not answer in time.");
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
