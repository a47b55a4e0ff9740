using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

public sealed class DurabilityTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Rows_and_their_etags_survive_reopening()
    {
        WriteOutcome written;
        using (var store = folder.Open())
            written = await store.Rows.Write("a", null, 1);
        using var reopened = folder.Open();
        Assert.Equal("""{"v":1}""", await reopened.Rows.Read("a"));
        Assert.False((await reopened.Rows.Write("a", written.Etag, 2)).IsConflict);
    }

    [Fact]
    public async Task What_was_answered_is_in_the_files_though_nothing_was_closed()
    {
        using var crashed = new TestFolder();
        using (var store = folder.Open())
        {
            await store.Rows.Write("a", null, 1);
            await store.Rows.Write("b", null, 2);
            foreach (var file in Directory.EnumerateFiles(folder.Path, "mindbot.db*").Where(file => !file.EndsWith("-shm")))
                File.Copy(file, Path.Combine(crashed.Path, Path.GetFileName(file)));
            File.WriteAllText(Path.Combine(crashed.Path, "mindbot.pid"), "1");
        }
        using var reopened = crashed.Open();
        Assert.Equal("""{"v":1}""", await reopened.Rows.Read("a"));
        Assert.Equal("""{"v":2}""", await reopened.Rows.Read("b"));
    }

    [Fact]
    public async Task Etags_of_a_later_process_are_new()
    {
        string? first;
        using (var store = folder.Open())
            first = (await store.Rows.Write("a", null, 1)).Etag;
        using var reopened = folder.Open();
        var second = await reopened.Rows.Write("b", null, 1);
        Assert.NotEqual(first, second.Etag);
    }
}
