using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What holds on either database.</summary>
public abstract class DurabilityTests(ITestDatabase database) : IDisposable
{
    public void Dispose() => database.Dispose();

    [SkippableFact]
    public async Task Rows_and_their_etags_survive_reopening()
    {
        WriteOutcome written;
        using (var store = database.Open())
            written = await store.Rows.Write("a", null, 1);
        using var reopened = database.Open();
        Assert.Equal("""{"v":1}""", await reopened.Rows.Read("a"));
        Assert.False((await reopened.Rows.Write("a", written.Etag, 2)).IsConflict);
    }

    [SkippableFact]
    public async Task Etags_of_a_later_process_are_new()
    {
        string? first;
        using (var store = database.Open())
            first = (await store.Rows.Write("a", null, 1)).Etag;
        using var reopened = database.Open();
        var second = await reopened.Rows.Write("b", null, 1);
        Assert.NotEqual(first, second.Etag);
    }
}
