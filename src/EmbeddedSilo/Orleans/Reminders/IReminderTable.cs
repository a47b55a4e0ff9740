using Orleans.Runtime;

namespace Orleans;

/// <summary>The durable store of reminders.</summary>
public interface IReminderTable
{
    /// <summary>Makes the table ready.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// The reminders whose grain's <see cref="GrainId.GetUniformHashCode"/> is in (begin, end]; with begin ≥ end those above begin and those up to end,
    /// so that (0, 0) is all of them.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Stores a reminder, over an existing one of the same name, whatever its etag; answers the new etag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder if its etag is still <paramref name="eTag"/>; answers whether it did.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes everything. For tests.</summary>
    Task TestOnlyClearTable();

    /// <summary>Stops using the table.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
