using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Reminders;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan due, TimeSpan period);

    Task Unregister(string name);

    Task<bool> Has(string name);

    Task<string[]> Names();

    Task UnregisterStaleHandle(string name);

    Task Leave();
}

public sealed class ReminderGrain(Journal journal) : Grain, IReminderGrain, IRemindable
{
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Add($"{reminderName} {(status.CurrentTickTime - status.FirstTickTime).TotalMinutes}");
        return reminderName == "failing" ? throw new FormatException() : Task.CompletedTask;
    }

    public Task Register(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];

    public async Task UnregisterStaleHandle(string name)
    {
        var stale = (await this.GetReminder(name))!;
        await this.RegisterOrUpdateReminder(name, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await this.UnregisterReminder(stale);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
