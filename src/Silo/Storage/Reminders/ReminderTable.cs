using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Storage;

/// <summary>
/// Reminders as rows of the same database, keyed <c>grain id, line feed, name</c>. Reading a range of hashes reads them all: only the
/// watch grains and a few others have reminders, and the range of a single silo is everything.
/// </summary>
public sealed class ReminderTable(RowStore rows, StateJson json) : IReminderTable
{
    internal const string Kind = "reminder";

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Read(KeyOf(grainId, ""), entry => entry.GrainId == grainId);

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Read("", entry => IsWithin(entry.GrainId.GetUniformHashCode(), begin, end));

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        await rows.ReadAsync(new RowKey(Kind, KeyOf(grainId, reminderName))) is { } row ? ToEntry(row) : null;

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var stored = new StoredReminder(entry.GrainId.ToString(), entry.ReminderName, entry.StartAt, entry.Period);
        using var payload = json.Serialize(stored);
        var outcome = await rows.WriteAsync(new RowKey(Kind, KeyOf(entry.GrainId, entry.ReminderName)), RowWrite.AnyEtag, payload.Written);
        return outcome.Etag;
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var key = new RowKey(Kind, KeyOf(grainId, reminderName));
        // Clearing a row that is not there counts as done; here the answer is that nothing was removed.
        if (await rows.ReadAsync(key) is null)
            return false;
        return !(await rows.ClearAsync(key, eTag)).IsConflict;
    }

    /// <inheritdoc/>
    public async Task TestOnlyClearTable()
    {
        foreach (var row in rows.Rows(Kind).ToList())
            await rows.ClearAsync(new RowKey(Kind, row.Key), RowWrite.AnyEtag);
    }

    /// <summary>Off the caller's thread: a long table takes a while.</summary>
    private Task<ReminderTableData> Read(string keyPrefix, Func<ReminderEntry, bool> isWanted) =>
        Task.Run(() => new ReminderTableData(rows.Rows(Kind, keyPrefix).Select(ToEntry).Where(isWanted)));

    private ReminderEntry ToEntry(Row row)
    {
        var stored = json.Deserialize<StoredReminder>(row.Payload)!;
        return new ReminderEntry
        {
            GrainId = GrainId.Parse(stored.GrainId),
            ReminderName = stored.Name,
            StartAt = stored.StartAt,
            Period = stored.Period,
            ETag = row.Etag,
        };
    }

    private static string KeyOf(GrainId grainId, string name) => $"{grainId}\n{name}";

    private static bool IsWithin(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
}
