namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>A room as LiveKit lists it. <paramref name="NumParticipants"/> leaves agents and recorders out, and is known to be wrong at times.</summary>
public sealed record RoomSummary(string Name, string Sid, int NumParticipants);
