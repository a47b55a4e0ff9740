using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What holds whatever database is moved to.</summary>
public abstract class MovingTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder source = new();
    private readonly TestFolder archives = new();
    private readonly ITestDatabase target;

    protected MovingTests(ITestDatabase target) => this.target = target;

    private string Archive => Path.Combine(archives.Path, "mindbot.archive");

    public void Dispose()
    {
        source.Dispose();
        archives.Dispose();
        target.Dispose();
    }

    [SkippableFact]
    public async Task There_and_back_again_every_row_and_sum_is_the_same()
    {
        await SampleInstallation.Write(source);
        Assert.Equal(SampleInstallation.Holdings, Mover.Export(source.Location, Archive, Now));
        Assert.Equal(SampleInstallation.Holdings, Mover.Import(Archive, target.Location));

        // What was edited by hand has lost its line breaks, and nothing else.
        var before = SampleInstallation.ReadAll(source).Select(row => row.Replace("{\n", "{ ", StringComparison.Ordinal).Replace("\r\n}", "  }", StringComparison.Ordinal));
        Assert.Equal(before, SampleInstallation.ReadAll(target));
        Assert.Equal(SampleInstallation.Rows, SampleInstallation.ReadAll(target).Count);

        using var back = new TestFolder();
        var again = Path.Combine(archives.Path, "again");
        Mover.Export(target.Location, again, Now);
        Assert.Equal(SampleInstallation.Holdings, Mover.Import(again, back.Location));
        Assert.Equal(SampleInstallation.ReadAll(target), SampleInstallation.ReadAll(back));
    }

    [SkippableFact]
    public async Task A_moved_reminder_is_found_by_its_grain_and_by_its_hash()
    {
        await Move();
        using var store = target.Open();
        var table = new ReminderTable(store.Rows, new StateJson());
        var watch = GrainId.Create("sessionwatch", "17");
        Assert.Equal(TimeSpan.FromMinutes(1), (await table.ReadRow(watch, "wake"))!.Period);
        Assert.Single((await table.ReadRows(watch.GetUniformHashCode() - 1, watch.GetUniformHashCode())).Reminders);
    }

    [SkippableFact]
    public async Task What_was_moved_can_be_written_on()
    {
        await Move();
        using var store = target.Open();
        var row = store.Rows.Rows("wallet/wallet").First();
        Assert.False((await store.Rows.WriteAsync(new RowKey("wallet/wallet", row.Key), row.Etag, row.Payload)).IsConflict);
        Assert.True((await store.Rows.WriteAsync(new RowKey("wallet/wallet", row.Key), row.Etag, row.Payload)).IsConflict);
    }

    [SkippableFact]
    public async Task A_target_with_a_single_row_is_refused_and_keeps_it()
    {
        await SampleInstallation.Write(source);
        Mover.Export(source.Location, Archive, Now);
        using (var store = target.Open()) await store.Rows.Write("a", null, 1);

        Assert.Contains("is not empty", Refusal(() => Mover.Import(Archive, target.Location)));
        using var after = target.Open();
        Assert.Equal("""{"v":1}""", await after.Rows.Read("a"));
        Assert.Empty(after.Rows.Rows("wallet/wallet"));
    }

    [SkippableFact]
    public async Task A_target_in_use_is_refused()
    {
        await SampleInstallation.Write(source);
        Mover.Export(source.Location, Archive, Now);
        using var held = target.Open();
        Assert.Contains("in use", Assert.Throws<StorageUnavailableException>(() => Mover.Import(Archive, target.Location)).Message);
        Assert.Contains("in use", Assert.Throws<StorageUnavailableException>(() => Mover.Export(target.Location, Archive + "2", Now)).Message);
        Assert.Equal(["mindbot.archive"], archives.Files());
    }

    [SkippableFact]
    public async Task An_archive_whose_sums_were_changed_leaves_the_target_empty_and_free()
    {
        await SampleInstallation.Write(source);
        Mover.Export(source.Location, Archive, Now);
        ArchiveText.Change(Archive, text => text.Replace("\"available_micros\":3540000007", "\"available_micros\":3540000008", StringComparison.Ordinal));
        var refusal = Refusal(() => Mover.Import(Archive, target.Location));
        Assert.Contains("3540000008 µs available", refusal);
        Assert.Contains("3540000007 µs available", refusal);
        Assert.Empty(SampleInstallation.ReadAll(target));
        ArchiveText.Change(Archive, text => text.Replace("\"available_micros\":3540000008", "\"available_micros\":3540000007", StringComparison.Ordinal));
        Assert.Equal(SampleInstallation.Holdings, Mover.Import(Archive, target.Location));
    }

    [SkippableFact]
    public async Task An_archive_with_a_changed_digit_leaves_the_target_empty()
    {
        await SampleInstallation.Write(source);
        Mover.Export(source.Location, Archive, Now);
        ArchiveText.Change(Archive, text => text.Replace("\"availableMicros\":7", "\"availableMicros\":8", StringComparison.Ordinal));
        Assert.Contains("not what was exported", Refusal(() => Mover.Import(Archive, target.Location)));
        Assert.Empty(SampleInstallation.ReadAll(target));
    }

    private static string Refusal(Action move) => Assert.Throws<MoveRefusedException>(move).Message;

    private async Task Move()
    {
        await SampleInstallation.Write(source);
        Mover.Export(source.Location, Archive, Now);
        Mover.Import(Archive, target.Location);
    }
}
