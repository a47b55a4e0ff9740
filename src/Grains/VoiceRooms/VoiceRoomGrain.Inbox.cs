using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MindBot.Grains.Metering;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceRooms;

public sealed partial class VoiceRoomGrain
{
    private const string Eviction = "evict";

    /// <summary>More than a room can bring about before its sessions have taken them; then LiveKit is told to come again.</summary>
    private const int MostWaiting = 200;
    private const int RememberedEvents = 64, RememberedConnections = 16;

    /// <summary>An event about somebody's presence before the room was claimed is not about the session that claimed it; clocks differ.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15), EvictionPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? timer;
    private bool hasUnwritten, isReminded;
    private int failures, evictionTries;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        timer?.Dispose();
        if (Room.UserId is null && Room.Inbox.IsEmpty && Room.Unwelcome.IsEmpty && state.RecordExists) return state.ClearStateAsync();
        return hasUnwritten ? state.Store(Room) : Task.CompletedTask;
    }

    /// <remarks>Its answer waits for the one write only. What follows is done in turns of its own, so that the next event is not held up.</remarks>
    public async Task Receive(RoomEvent happened)
    {
        // In their lobby people only listen.
        if (this.GetPrimaryKeyString().StartsWith(RoomNames.LobbyPrefix, StringComparison.Ordinal)) return;
        if (Room.Received.Contains(happened.Id)) return;
        if (happened.Kind != RoomEventKind.Joined && Room.IsEmpty)
        {
            // Nobody ever had a session here, so there is nothing that this could end.
            DeactivateOnIdle();
            return;
        }

        if (Room.Inbox.Length >= MostWaiting) throw new OrleansException($"{MostWaiting} events of this room wait already.");
        // Somebody without a session has nobody to watch over their removal but this room.
        if (happened.Kind == RoomEventKind.Joined && Room.UserId != happened.UserId) await Remind();
        try
        {
            await Write(Room with { Inbox = Room.Inbox.Add(happened), Received = Newest(Room.Received.Add(happened.Id), RememberedEvents) });
        }
        finally
        {
            // Also after a failure: it may be durable all the same, and its repeat would find it received.
            Arm();
        }
    }

    /// <remarks>
    /// Not stored: if it is lost, LiveKit will be asked who is there. They count from now on; what was before is the other session's, or the client's.
    /// </remarks>
    public Task Occupy(string userId, string sessionId)
    {
        if (Room.UserId != userId || Room.SessionId != sessionId) return Task.CompletedTask;
        var still = Room.Connections.Where(connection => connection.IsOpen && connection.UserId == userId && connection.SessionId != sessionId).ToList();
        if (still.Count == 0) return Task.CompletedTask;
        state.State = Room with
        {
            Connections = [.. Room.Connections.Select(connection => still.Contains(connection) ? connection with { SessionId = sessionId } : connection)],
            Inbox = Room.Inbox.AddRange(still.Select(connection => new RoomEvent(
                $"{connection.ParticipantSid}:{sessionId}", RoomEventKind.Joined, connection.RoomSid, clock.GetUtcNow(), connection.ParticipantSid, userId))),
        };
        hasUnwritten = true;
        Arm();
        return Task.CompletedTask;
    }

    public Task Wake() => Task.CompletedTask;

    public Task Evicted(string userId)
    {
        if (!Room.Unwelcome.Contains(userId)) return Task.CompletedTask;
        evictionTries = 0;
        return Write(Room with { Unwelcome = Room.Unwelcome.Remove(userId) });
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!Room.Unwelcome.IsEmpty || !Room.Inbox.IsEmpty) return;
        if (await this.GetReminder(Eviction) is { } reminder) await this.UnregisterReminder(reminder);
        isReminded = false;
    }

    /// <summary>One step: hands the oldest event on, or sees to it that unwelcome people go.</summary>
    private async Task Step()
    {
        try
        {
            if (Room.Inbox is [var oldest, ..]) await HandOn(oldest);
            else await EvictUnwelcome();
            failures = 0;
        }
        catch (Exception outage) when (outage is OrleansException or TimeoutException)
        {
            failures++;
            log.LogWarning(outage, "An event of room {Room} could not be handed on; trying again", this.GetPrimaryKeyString());
        }

        Arm();
    }

    private async Task EvictUnwelcome()
    {
        evictionTries++;
        foreach (var userId in Room.Unwelcome) await Worker.Evict(new EvictionOrder(userId, null, EndReasons.Refused, Remove: true));
    }

    private async Task HandOn(RoomEvent happened)
    {
        var connection = Room.Connections.FirstOrDefault(known => known.ParticipantSid == happened.ParticipantSid);
        var welcome = true;
        if (happened.Kind == RoomEventKind.Finished)
            foreach (var (userId, sessionId) in Sessions(happened.RoomSid)) await Session(userId, sessionId).Witness(happened);
        else if ((connection?.SessionId ?? SessionOf(happened)) is { } sessionId)
        {
            welcome = await Session(happened.UserId!, sessionId).Witness(happened);
            connection ??= new RoomConnection(happened.ParticipantSid!, happened.RoomSid, happened.UserId!, sessionId, happened.At, IsOpen: true);
        }
        else
            welcome = false;

        var taken = Room with { Inbox = Room.Inbox.RemoveAt(0), Connections = After(happened, connection) };
        if (happened.Kind == RoomEventKind.Joined && !welcome)
        {
            // The session is over, or there is none: nobody but this room sees to it that they go.
            evictionTries = 0;
            await Remind();
            await Write(taken with { Unwelcome = Room.Unwelcome.Remove(happened.UserId!).Add(happened.UserId!) });
            return;
        }

        // A write for that alone would be a waste: handing the event on once more changes nothing.
        hasUnwritten = true;
        state.State = taken;
    }

    /// <summary>The session that a connection nobody has heard of yet belongs to.</summary>
    private string? SessionOf(RoomEvent happened) =>
        Room.UserId == happened.UserId && happened.At >= Room.ClaimedAt - ClockDifference ? Room.SessionId : null;

    private HashSet<(string UserId, string SessionId)> Sessions(string roomSid)
    {
        var sessions = Room.Connections.Where(connection => connection.RoomSid == roomSid)
            .Select(connection => (connection.UserId, connection.SessionId)).ToHashSet();
        if (Room is { UserId: { } userId, SessionId: { } sessionId }) sessions.Add((userId, sessionId));
        return sessions;
    }

    private ImmutableArray<RoomConnection> After(RoomEvent happened, RoomConnection? connection)
    {
        if (happened.Kind == RoomEventKind.Finished)
            return [.. Room.Connections.Select(known => known.RoomSid == happened.RoomSid ? known with { IsOpen = false } : known)];
        if (connection is null) return Room.Connections;
        var others = Room.Connections.RemoveAll(known => known.ParticipantSid == connection.ParticipantSid);
        return Newest(others.Add(connection with { IsOpen = connection.IsOpen && happened.Kind == RoomEventKind.Joined }), RememberedConnections);
    }

    private IRoomWorkerGrain Worker => GrainFactory.GetGrain<IRoomWorkerGrain>(this.GetPrimaryKeyString());

    private async Task Write(VoiceRoomState next)
    {
        await state.Store(next);
        hasUnwritten = false;
    }

    private async Task Remind()
    {
        if (isReminded) return;
        await this.RegisterOrUpdateReminder(Eviction, EvictionPeriod, EvictionPeriod);
        isReminded = true;
    }

    private void Arm()
    {
        if (Room.Inbox.IsEmpty && Room.Unwelcome.IsEmpty)
        {
            timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var tries = Room.Inbox.IsEmpty ? Math.Max(failures, evictionTries) : failures;
        var due = tries == 0 ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, Math.Min(tries, 10) - 1)));
        if (timer is null)
            timer = this.RegisterGrainTimer(Step, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private static ImmutableArray<T> Newest<T>(ImmutableArray<T> all, int most) => all.Length <= most ? all : all[^most..];
}
