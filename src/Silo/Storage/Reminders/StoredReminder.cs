namespace MindBot.Silo.Storage;

/// <summary>A reminder as its row holds it.</summary>
internal sealed record StoredReminder(string GrainId, string Name, DateTime StartAt, TimeSpan Period);
