using Orleans.Runtime;

namespace Orleans;

/// <summary>Implemented by grains that register reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder's tick. An exception is logged; the reminder goes on.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
