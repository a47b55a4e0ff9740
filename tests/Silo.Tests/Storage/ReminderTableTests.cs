using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What holds on either database.</summary>
public abstract class ReminderTableTests : IDisposable
{
    private static readonly GrainId One = GrainId.Create("watch", "1");
    private static readonly GrainId Ten = GrainId.Create("watch", "10");

    private readonly ITestDatabase database;
    private DataStore store;
    private ReminderTable table;

    protected ReminderTableTests(ITestDatabase database)
    {
        this.database = database;
        store = database.Open();
        table = new ReminderTable(store.Rows, new StateJson());
    }

    public void Dispose()
    {
        store.Dispose();
        database.Dispose();
    }

    [SkippableFact]
    public async Task A_reminder_survives_reopening()
    {
        var etag = await table.UpsertRow(Reminder(One, "wake"));
        store.Dispose();
        store = database.Open();
        table = new ReminderTable(store.Rows, new StateJson());
        var read = await table.ReadRow(One, "wake");
        Assert.Equal((One, "wake", Reminder(One, "wake").StartAt, TimeSpan.FromMinutes(2), etag),
            (read!.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
    }

    [SkippableFact]
    public async Task A_second_registration_replaces_the_first_whatever_its_etag()
    {
        var first = await table.UpsertRow(Reminder(One, "wake"));
        var second = await table.UpsertRow(Reminder(One, "wake", minutes: 5));
        Assert.NotEqual(first, second);
        Assert.Equal(TimeSpan.FromMinutes(5), Assert.Single((await table.ReadRows(One)).Reminders).Period);
    }

    [SkippableFact]
    public async Task Removing_needs_the_stored_etag_and_says_whether_it_removed()
    {
        var etag = await table.UpsertRow(Reminder(One, "wake"));
        Assert.False(await table.RemoveRow(One, "wake", "stale"));
        Assert.True(await table.RemoveRow(One, "wake", etag!));
        Assert.False(await table.RemoveRow(One, "wake", etag!));
        Assert.Null(await table.ReadRow(One, "wake"));
    }

    [SkippableFact]
    public async Task A_grain_gets_its_own_reminders_only()
    {
        await table.UpsertRow(Reminder(One, "a"));
        await table.UpsertRow(Reminder(One, "b"));
        await table.UpsertRow(Reminder(Ten, "a"));
        Assert.Equal(["a", "b"], (await table.ReadRows(One)).Reminders.Select(entry => entry.ReminderName));
    }

    [SkippableFact]
    public async Task Ranges_of_hashes_divide_the_reminders_and_wrap_around()
    {
        var grains = Enumerable.Range(0, 20).Select(i => GrainId.Create("watch", $"{i}")).ToList();
        foreach (var grain in grains)
            await table.UpsertRow(Reminder(grain, "wake"));
        Assert.Equal(20, (await table.ReadRows(0, 0)).Reminders.Count);
        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToList();
        Assert.Equal(10, (await table.ReadRows(hashes[4], hashes[14])).Reminders.Count);
        Assert.Equal(10, (await table.ReadRows(hashes[14], hashes[4])).Reminders.Count);
    }

    [SkippableFact]
    public async Task The_table_can_be_emptied()
    {
        await table.UpsertRow(Reminder(One, "wake"));
        await table.TestOnlyClearTable();
        Assert.Empty((await table.ReadRows(0, 0)).Reminders);
    }

    private static ReminderEntry Reminder(GrainId grain, string name, int minutes = 2) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc).AddTicks(7),
        Period = TimeSpan.FromMinutes(minutes),
    };
}
