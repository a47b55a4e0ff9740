using System.Text;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

public sealed class DamagedDatabaseTests : IDisposable
{
    private const int PageBytes = 4096;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(PageBytes)]
    [InlineData((5 * PageBytes) + 100)]
    public async Task A_truncated_database_is_refused(long lengthBytes)
    {
        await Fill();
        using (var file = File.OpenWrite(folder.DatabaseFile))
            file.SetLength(lengthBytes);
        AssertRefused();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await Fill();
        Change(bytes => Encoding.UTF8.GetBytes("not a database at all").CopyTo(bytes, 0));
        AssertRefused();
    }

    [Fact]
    public async Task A_damaged_page_is_found_at_the_start_after_a_crash()
    {
        await Fill();
        // The second page is the root of the table: its first byte says what kind of page it is.
        Change(bytes => bytes[PageBytes] ^= 0x40);
        File.WriteAllText(Path.Combine(folder.Path, "mindbot.pid"), "1");
        AssertRefused();
    }

    [Fact]
    public async Task A_flipped_bit_in_a_number_is_not_read_as_another_number()
    {
        await Fill();
        var digits = Encoding.UTF8.GetBytes("""{"v":100077}""");
        Change(bytes => bytes[bytes.AsSpan().IndexOf(digits) + 8] ^= 1);
        using var store = folder.Open();
        var error = await Assert.ThrowsAsync<StorageCorruptedException>(() => store.Rows.Read("k77"));
        Assert.Contains("k77", error.Message);
        Assert.Equal("""{"v":100078}""", await store.Rows.Read("k78"));
        Assert.Throws<StorageCorruptedException>(() => store.Rows.Rows("test").Count());
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await Fill();
        folder.Run("PRAGMA user_version=99");
        var error = Assert.Throws<StorageUnavailableException>(() => folder.Open());
        Assert.Contains("99", error.Message);
        Assert.Contains("newer", error.Message);
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        folder.Run("CREATE TABLE songs (title TEXT)");
        var error = Assert.Throws<StorageUnavailableException>(() => folder.Open());
        Assert.Contains("another program", error.Message);
    }

    private async Task Fill()
    {
        using var store = folder.Open();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => store.Rows.Write($"k{i}", null, 100_000 + i)));
    }

    private void AssertRefused()
    {
        var error = Assert.Throws<StorageCorruptedException>(() => folder.Open());
        Assert.Contains(folder.DatabaseFile, error.Message);
        Assert.Contains("backup", error.Message);
    }

    private void Change(Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(folder.DatabaseFile);
        change(bytes);
        File.WriteAllBytes(folder.DatabaseFile, bytes);
    }
}
