namespace MindBot.Silo.Storage;

/// <summary>An export or import that was not done; the message says why and what to do. Nothing has changed.</summary>
public sealed class MoveRefusedException(string message, Exception? cause = null) : Exception(message, cause);
