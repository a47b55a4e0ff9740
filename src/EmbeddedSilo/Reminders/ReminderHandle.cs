using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Reminders;

/// <summary>A reminder as grains hold it.</summary>
internal sealed record ReminderHandle(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;
