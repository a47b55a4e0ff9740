using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.VoiceRooms;

/// <inheritdoc cref="IRoomWorkerGrain"/>
public sealed class RoomWorkerGrain(IVoiceRooms rooms, LiveKitClock liveKit, ILogger<RoomWorkerGrain> log) : Grain, IRoomWorkerGrain
{
    /// <summary>The topic of the data messages that a participant gets.</summary>
    public const string Topic = "mindbot.balance";

    /// <summary>Time to come back after a short loss of the network, and no more: nobody talks in a room that everybody has left.</summary>
    private const int DepartureTimeoutSeconds = 60;

    private string Room => this.GetPrimaryKeyString();

    public Task Make(string sessionKey, RoomAgent agent) => Try(async () =>
    {
        await rooms.Create(new NewRoom(Room) { DepartureTimeoutSeconds = DepartureTimeoutSeconds, Agents = [new AgentDispatch(agent.Name, agent.Metadata)] });
        await Session(sessionKey).RoomMade();
    });

    public Task Evict(EvictionOrder order) => Try(async () =>
    {
        var held = await GrainFactory.GetGrain<IVoiceRoomGrain>(Room).FindSession(order.UserId);
        if (held is null || held == order.SessionId)
        {
            if (order.Remove) await Remove(order);
            var people = (await rooms.ListParticipants(Room)).Count(IsPerson);
            if (people == 0) await rooms.Delete(Room);
        }

        if (order.SessionId is { } sessionId) await Session(SessionKey.Of(order.UserId, sessionId)).Evicted();
        else await GrainFactory.GetGrain<IVoiceRoomGrain>(Room).Evicted(order.UserId);
    });

    public Task Warn(string userId, string sessionId, int secondsLeft) => Try(() => Send(
        userId, new { @event = "warning", session_id = sessionId, seconds_left = secondsLeft }));

    public Task Look(string sessionKey) => Try(async () =>
    {
        var askedAt = liveKit.Now;
        var present = await rooms.ListParticipants(Room);
        var (userId, _) = SessionKey.Parse(sessionKey);
        var own = present.Where(participant => IsPerson(participant) && participant.Identity == userId);
        await Session(sessionKey).Observed(new RoomObservation(
            askedAt, present.Count(IsCounted), [.. own.Select(participant => new SeenConnection(participant.Sid, liveKit.PresentFrom(participant.JoinedAt), participant.IsConnected))]));
    });

    private async Task Remove(EvictionOrder order)
    {
        try
        {
            await Send(order.UserId, new { @event = "ended", session_id = order.SessionId, reason = order.Reason });
        }
        catch (VoiceRoomsUnavailableException silent)
        {
            log.LogInformation(silent, "The final notice in room {Room} could not be sent", Room);
        }

        await rooms.Remove(Room, order.UserId);
    }

    private Task Send(string userId, object message) =>
        rooms.Send(new RoomMessage(Room, userId, Topic, JsonSerializer.SerializeToUtf8Bytes(message)));

    private static bool IsPerson(RoomParticipant participant) => participant.Kind is ParticipantKind.Standard or ParticipantKind.Sip;

    /// <summary>LiveKit's list of rooms counts nobody who only serves others.</summary>
    private static bool IsCounted(RoomParticipant participant) => participant.Kind is not (ParticipantKind.Agent or ParticipantKind.Egress);

    private IVoiceSessionGrain Session(string key) => GrainFactory.GetGrain<IVoiceSessionGrain>(key);

    /// <summary>Who ordered it orders again until it is confirmed, so a failure here is only noted.</summary>
    private async Task Try(Func<Task> effect)
    {
        try
        {
            await effect();
        }
        catch (VoiceRoomsUnavailableException silent)
        {
            log.LogWarning(silent, "LiveKit could not be reached about room {Room}", Room);
        }
    }
}
