namespace Orleans.Runtime;

/// <summary>A handle of a durable reminder.</summary>
public interface IGrainReminder
{
    /// <summary>The reminder's name, unique in its grain.</summary>
    string ReminderName { get; }
}
