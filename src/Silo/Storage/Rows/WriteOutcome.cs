namespace MindBot.Silo.Storage;

/// <summary>How a write ended. A conflict is an expected refusal: somebody else wrote the row since it was read.</summary>
/// <param name="IsConflict">True when nothing was written because the stored etag was not the expected one.</param>
/// <param name="Etag">The etag now stored: the new one after a write, the other writer's after a conflict, null when there is no row.</param>
public readonly record struct WriteOutcome(bool IsConflict, string? Etag);
