namespace MindBot.Simulators.LiveKit.Tokens;

/// <summary>A token that is none, is not ours, or is not valid now. LiveKit answers 401 with a plain text.</summary>
internal sealed class InvalidTokenException(string message) : Exception(message);
