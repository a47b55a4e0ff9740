using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

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
}
