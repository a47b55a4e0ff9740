using System.Globalization;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

public interface IAlarmGrain : IGrainWithStringKey
{
    /// <summary>Registers a reminder. A name such as <c>r:3</c> unregisters itself at the third tick of an activation.</summary>
    Task Register(string name, TimeSpan due, TimeSpan period);

    Task Unregister(string name);

    /// <summary>Unregisters by a handle that was got before the reminder was registered again.</summary>
    Task UnregisterByOldHandle(string name);

    /// <summary>The names of the grain's reminders.</summary>
    Task<string> Names();

    Task Leave();
}

/// <summary>A grain of reminders.</summary>
public sealed class AlarmGrain(Journal journal) : Grain, IAlarmGrain, IRemindable
{
    private readonly Dictionary<string, int> _ticks = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add("activated");
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var tick = _ticks[reminderName] = _ticks.GetValueOrDefault(reminderName) + 1;
        if (reminderName.Split(':') is [_, var last] && tick == int.Parse(last, CultureInfo.InvariantCulture)) await Unregister(reminderName);
        journal.Add($"{reminderName} {tick}{(status.CurrentTickTime < status.FirstTickTime ? " early" : "")}");
        if (reminderName.StartsWith("failing", StringComparison.Ordinal)) throw new FormatException();
    }

    public Task Register(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task UnregisterByOldHandle(string name)
    {
        var old = (await this.GetReminder(name))!;
        await this.RegisterOrUpdateReminder(name, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        await this.UnregisterReminder(old);
    }

    public async Task<string> Names() =>
        string.Join(", ", (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
