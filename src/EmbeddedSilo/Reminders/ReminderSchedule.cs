using MindBot.EmbeddedSilo.Hosting;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Reminders;

/// <summary>Which reminder ticks when. One timer serves all. Everything but <see cref="Stop"/> runs in the silo's own turns.</summary>
internal sealed class ReminderSchedule
{
    /// <summary>Due times are of the wall clock, timers are not: look again after this time at the latest, in case it was stepped.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Silo _silo;
    private readonly ITimer _timer;
    private readonly Dictionary<(GrainId, string), ReminderEntry> _entries = [];
    private readonly PriorityQueue<ReminderEntry, DateTime> _due = new();
    private volatile bool _stopped;

    public ReminderSchedule(Silo silo)
    {
        _silo = silo;
        _timer = silo.CreateTimer(() => _ = silo.Turns.Run(TickDueAsync));
    }

    private DateTime Now => _silo.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Schedules the first tick from now on. As in Orleans, what came due while no silo ran is not made up for.</summary>
    public void Set(ReminderEntry entry)
    {
        _entries[(entry.GrainId, entry.ReminderName)] = entry;
        _due.Enqueue(entry, NextTick(entry, Now.AddTicks(-1)));
        Arm();
    }

    public void Remove(GrainId grainId, string name) => _entries.Remove((grainId, name));

    public void Stop()
    {
        _stopped = true;
        _timer.Dispose();
    }

    private Task TickDueAsync()
    {
        while (!_stopped && _due.TryPeek(out var entry, out var at) && at <= Now)
        {
            _due.Dequeue();
            if (IsCurrent(entry)) _ = TickAsync(entry);
        }

        Arm();
        return Task.CompletedTask;
    }

    private async Task TickAsync(ReminderEntry entry)
    {
        try
        {
            var status = new TickStatus(entry.StartAt, entry.Period, Now);
            await _silo.GrainFactory.GetGrain<IRemindable>(entry.GrainId).ReceiveReminder(entry.ReminderName, status);
        }
        catch (Exception exception)
        {
            _silo.Log.ReminderFailed(exception, entry);
        }

        if (_stopped || !IsCurrent(entry)) return;

        _due.Enqueue(entry, NextTick(entry, Now));
        Arm();
    }

    /// <summary>The first instant after <paramref name="now"/> in the reminder's phase: ticks that were missed are not made up for.</summary>
    private static DateTime NextTick(ReminderEntry entry, DateTime now)
    {
        if (now < entry.StartAt) return entry.StartAt;

        var periods = ((now - entry.StartAt).Ticks / entry.Period.Ticks) + 1;
        return entry.StartAt + TimeSpan.FromTicks(entry.Period.Ticks * periods);
    }

    /// <summary>Whether it was neither replaced nor removed.</summary>
    private bool IsCurrent(ReminderEntry entry) => _entries.GetValueOrDefault((entry.GrainId, entry.ReminderName)) == entry;

    private void Arm()
    {
        if (_stopped || !_due.TryPeek(out _, out var at)) return;

        var sleep = at - Now;
        _timer.Change(sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep > LongestSleep ? LongestSleep : sleep, Timeout.InfiniteTimeSpan);
    }
}
