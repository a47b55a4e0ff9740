using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_folder_is_created()
    {
        var path = Path.Combine(folder.Path, "new", "data");
        using var opened = DataFolder.Open(path);
        Assert.True(Directory.Exists(path));
        Assert.True(opened.WasClosedCleanly);
    }

    [Fact]
    public void A_folder_in_use_is_refused_with_the_process_that_holds_it()
    {
        using var held = DataFolder.Open(folder.Path);
        var error = Assert.Throws<StorageUnavailableException>(() => DataFolder.Open(folder.Path));
        Assert.Contains($"process {Environment.ProcessId}", error.Message);
        Assert.Contains(folder.Path, error.Message);
    }

    [Fact]
    public void A_process_that_died_holds_nothing_but_leaves_a_trace()
    {
        DataFolder.Open(folder.Path).Dispose();
        using var next = DataFolder.Open(folder.Path);
        Assert.False(next.WasClosedCleanly);
    }

    [Fact]
    public void A_clean_close_leaves_no_trace()
    {
        folder.Open().Dispose();
        using var next = DataFolder.Open(folder.Path);
        Assert.True(next.WasClosedCleanly);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<StorageUnavailableException>(() => DataFolder.Open(Path.Combine(file, "data")));
        Assert.Contains(file, error.Message);
    }

    [Fact]
    public void A_database_that_cannot_be_opened_leaves_the_folder_free()
    {
        Directory.CreateDirectory(folder.DatabaseFile);
        Assert.Throws<StorageUnavailableException>(() => folder.Open());
        Directory.Delete(folder.DatabaseFile);
        folder.Open().Dispose();
    }
}
