using System.Collections.Immutable;

namespace MindBot.Grains.VoiceRooms;

[GenerateSerializer, Alias("mindbot.VoiceRoomState")]
public sealed record VoiceRoomState
{
    [Id(0)] public string? UserId { get; init; }
    [Id(1)] public string? SessionId { get; init; }
    [Id(2)] public DateTimeOffset ClaimedAt { get; init; }

    /// <summary>The session that <see cref="SessionId"/> is about to replace.</summary>
    [Id(3)] public string? FormerSessionId { get; init; }

    /// <summary>Events that the sessions have not taken yet, in the order of their arrival.</summary>
    [Id(4)] public ImmutableArray<RoomEvent> Inbox { get; init; } = [];

    /// <summary>The newest connections, and which session each counts for.</summary>
    [Id(5)] public ImmutableArray<RoomConnection> Connections { get; init; } = [];

    /// <summary>The ids of the newest events.</summary>
    [Id(6)] public ImmutableArray<string> Received { get; init; } = [];

    /// <summary>Users who are here without a right to, until LiveKit has confirmed that they are gone.</summary>
    [Id(7)] public ImmutableArray<string> Unwelcome { get; init; } = [];

    /// <summary>Nothing in it is worth a row.</summary>
    internal bool IsEmpty => UserId is null && Inbox.IsEmpty && Connections.IsEmpty && Unwelcome.IsEmpty;
}

/// <summary>One participant's connection, open until it left.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.RoomConnection")]
public sealed record RoomConnection(
    [property: Id(0)] string ParticipantSid, [property: Id(1)] string RoomSid, [property: Id(2)] string UserId,
    [property: Id(3)] string SessionId, [property: Id(4)] DateTimeOffset From, [property: Id(5)] bool IsOpen);
