namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>
/// LiveKit gave no usable answer: unreachable, too slow, overloaded, or it refuses our key. What was asked may or may not have happened.
/// </summary>
public sealed class VoiceRoomsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
