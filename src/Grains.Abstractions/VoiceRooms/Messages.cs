using System.Collections.Immutable;

namespace MindBot.Grains.VoiceRooms;

/// <summary>An agent to send into a session's room. <paramref name="Metadata"/> goes to the agent alone.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.RoomAgent")]
public sealed record RoomAgent([property: Id(0)] string Name, [property: Id(1)] string Metadata);

/// <summary>What is to be done in the room of a session that is over.</summary>
/// <param name="SessionId">Null: the user had no session here at all.</param>
/// <param name="Remove">Whether the participant is to go; else only the room, once nobody is left in it.</param>
[GenerateSerializer, Immutable, Alias("mindbot.EvictionOrder")]
public sealed record EvictionOrder(
    [property: Id(0)] string UserId, [property: Id(1)] string? SessionId, [property: Id(2)] string Reason, [property: Id(3)] bool Remove);

/// <summary>A session's room in LiveKit's list at <paramref name="AskedAt"/>.</summary>
/// <param name="Participants">Without agents and recorders; LiveKit is known to count wrong at times.</param>
[GenerateSerializer, Immutable, Alias("mindbot.RoomListing")]
public sealed record RoomListing(
    [property: Id(0)] DateTimeOffset AskedAt, [property: Id(1)] bool Exists, [property: Id(2)] int Participants);

/// <summary>LiveKit's answer to who is in a session's room.</summary>
/// <param name="AskedAt">When it was asked; what it says held at some instant from then on.</param>
/// <param name="Everybody">Participants as LiveKit's list of rooms counts them: without agents and recorders.</param>
/// <param name="Connections">The session's own user.</param>
[GenerateSerializer, Immutable, Alias("mindbot.RoomObservation")]
public sealed record RoomObservation(
    [property: Id(0)] DateTimeOffset AskedAt, [property: Id(1)] int Everybody, [property: Id(2)] ImmutableArray<SeenConnection> Connections);

/// <summary>
/// A connection that LiveKit lists, present from <paramref name="From"/> on (metering timeline). Not <paramref name="IsConnected"/>: its media is
/// not up, yet or for a moment.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.SeenConnection")]
public sealed record SeenConnection([property: Id(0)] string ParticipantSid, [property: Id(1)] DateTimeOffset From, [property: Id(2)] bool IsConnected = true);
