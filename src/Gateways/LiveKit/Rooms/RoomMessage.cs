namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>A reliable data message to one participant.</summary>
public sealed record RoomMessage(string Room, string Identity, string Topic, ReadOnlyMemory<byte> Payload);
