using MindBot.Silo.Storage;

namespace MindBot.Silo.Auditing;

/// <summary>A row does not hold the state of its kind.</summary>
internal sealed class UnreadableStateException(string message, Exception cause) : StorageUnavailableException(message, cause);
