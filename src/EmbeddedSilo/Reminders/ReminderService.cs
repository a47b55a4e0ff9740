using MindBot.EmbeddedSilo.Hosting;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Reminders;

/// <summary>
/// Durable reminders: the table is the truth, the schedule is what of it this silo has in memory. Everything runs in the silo's own turns.
/// </summary>
internal sealed class ReminderService
{
    private readonly Silo _silo;
    private readonly IReminderTable? _table;
    private readonly ReminderSchedule _schedule;

    public ReminderService(Silo silo, IReminderTable? table)
    {
        _silo = silo;
        _table = table;
        _schedule = new ReminderSchedule(silo);
    }

    private IReminderTable Table =>
        _table ?? throw new InvalidOperationException($"Reminders need an {nameof(IReminderTable)} in the container.");

    /// <summary>Reads the table.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_table is null) return;

        await _table.StartAsync(cancellationToken);
        foreach (var entry in (await _table.ReadRows(0, 0)).Reminders) _schedule.Set(entry);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _schedule.Stop();
        if (_table is not null) await _table.StopAsync(cancellationToken);
    }

    public void Die() => _schedule.Stop();

    public Task<IGrainReminder> RegisterAsync(GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < _silo.Options.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {name} as requested period ({period}) is less than minimum allowed reminder period "
                + $"({_silo.Options.MinimumReminderPeriod})");
        }

        var entry = new ReminderEntry
        {
            GrainId = grainId,
            ReminderName = name,
            StartAt = _silo.Clock.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        return _silo.Turns.Run<IGrainReminder>(async () =>
        {
            entry.ETag = await Table.UpsertRow(entry) ?? throw new ReminderException($"Could not register reminder {name} of {grainId}.");
            _schedule.Set(entry);
            return HandleOf(entry);
        });
    }

    public Task UnregisterAsync(IGrainReminder reminder)
    {
        var handle = (ReminderHandle)reminder;
        return _silo.Turns.Run(async () =>
        {
            if (!await Table.RemoveRow(handle.GrainId, handle.ReminderName, handle.ETag))
                throw new ReminderException($"Could not unregister reminder {handle.ReminderName} of {handle.GrainId}: it was changed or removed.");
            _schedule.Remove(handle.GrainId, handle.ReminderName);
        });
    }

    public Task<IGrainReminder?> FindAsync(GrainId grainId, string name) => _silo.Turns.Run<IGrainReminder?>(async () =>
        await Table.ReadRow(grainId, name) is { } entry ? HandleOf(entry) : null);

    public Task<List<IGrainReminder>> ListAsync(GrainId grainId) => _silo.Turns.Run<List<IGrainReminder>>(async () =>
        [.. (await Table.ReadRows(grainId)).Reminders.Select(HandleOf)]);

    private static ReminderHandle HandleOf(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag!);
}
