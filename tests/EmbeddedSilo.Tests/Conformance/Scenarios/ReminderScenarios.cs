namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Durable reminders. The fixture allows short periods.</summary>
public static class ReminderScenarios
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Reminders", "A reminder ticks again and again and activates its grain", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("r:3", Second, Second);
            await stage.Grain<IAlarmGrain>().Leave();
            await stage.QuietAsync();
            await stage.UntilAsync("r:3 3");
            await stage.PassAsync(3 * Second);
        }),
        new("Reminders", "A reminder survives a restart", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("r:2", 4 * Second, Second);
            await stage.Silo.RestartAsync();
            stage.Tell("restarted");
            await stage.UntilAsync("r:2 2");
        }),
        new("Reminders", "A tick that was missed is not made up for", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("r:1", Second, Minute);
            await stage.Silo.StopAsync();
            await stage.Silo.PassWhileDownAsync(3 * Second);
            await stage.Silo.StartHostAgainAsync();
            stage.Tell("started again");
            await stage.PassAsync(5 * Second);
        }),
        new("Reminders", "Registering again replaces the reminder", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("r:1", Second, Second);
            await stage.Grain<IAlarmGrain>().Register("r:1", Minute, Minute);
            await stage.PassAsync(3 * Second);
            await stage.EndAsync("names", stage.Grain<IAlarmGrain>().Names());
        }),
        new("Reminders", "An unregistered reminder ticks no more, also after a restart", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("r:1", 3 * Second, Second);
            await stage.Grain<IAlarmGrain>().Unregister("r:1");
            await stage.Silo.RestartAsync();
            stage.Tell("restarted");
            await stage.PassAsync(5 * Second);
        }),
        new("Reminders", "A grain lists its own reminders", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("b", Minute, Minute);
            await stage.Grain<IAlarmGrain>().Register("a", Minute, Minute);
            await stage.Grain<IAlarmGrain>("other").Register("c", Minute, Minute);
            await stage.EndAsync("names", stage.Grain<IAlarmGrain>().Names());
        }),
        new("Reminders", "A handle from before a change removes nothing", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("r", Minute, Minute);
            await stage.EndAsync("unregister", stage.Grain<IAlarmGrain>().UnregisterByOldHandle("r"));
            await stage.EndAsync("names", stage.Grain<IAlarmGrain>().Names());
        }),
        new("Reminders", "An exception in a tick does not end the reminder", async stage =>
        {
            await stage.Grain<IAlarmGrain>().Register("failing:2", Second, Second);
            await stage.UntilAsync("failing:2 2");
        }),
        new("Reminders", "Periods that are too short and negative times are refused", async stage =>
        {
            await stage.EndAsync("short period", stage.Grain<IAlarmGrain>().Register("r", Minute, TimeSpan.FromMilliseconds(1)));
            await stage.EndAsync("negative due", stage.Grain<IAlarmGrain>().Register("r", -Minute, Minute));
            await stage.EndAsync("infinite due", stage.Grain<IAlarmGrain>().Register("r", Timeout.InfiniteTimeSpan, Minute));
            await stage.EndAsync("infinite period", stage.Grain<IAlarmGrain>().Register("r", Minute, Timeout.InfiniteTimeSpan));
            await stage.EndAsync("names", stage.Grain<IAlarmGrain>().Names());
        }),
    ];
}
