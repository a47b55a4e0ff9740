using System.Text;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>Files that were cut off, changed, or written by another program; and exports that must not happen.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder source = new();
    private readonly TestFolder folder = new();

    private string Archive => Path.Combine(folder.Path, "archive");

    public async Task InitializeAsync()
    {
        await SampleInstallation.Write(source);
        Mover.Export(source.Location, Archive, Now);
    }

    public Task DisposeAsync()
    {
        source.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Wherever_it_is_cut_off_it_is_refused()
    {
        var whole = File.ReadAllBytes(Archive);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Archive, whole[..length]);
            Assert.Throws<MoveRefusedException>(() => ReadAll());
        }
    }

    [Fact]
    public void Wherever_a_bit_is_flipped_it_is_refused_or_reads_the_same()
    {
        var whole = File.ReadAllBytes(Archive);
        var rows = ReadAll();
        var harmless = 0;
        for (var place = 0; place < whole.Length; place++)
        {
            var changed = whole.ToArray();
            changed[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(Archive, changed);
            try
            {
                Assert.Equal(rows, ReadAll());
                harmless++;
            }
            catch (MoveRefusedException)
            {
            }
        }

        // The time, the flags and the name of the system in gzip's own header.
        Assert.InRange(harmless, 0, 10);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"states\":1", "\"states\":2")]
    public void One_of_a_newer_program_is_refused_as_such(string known, string newer)
    {
        ArchiveText.Change(Archive, text => text.Replace(known, newer, StringComparison.Ordinal));
        Assert.Contains("newer program", Refusal(() => ReadAll()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello\n")]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    [InlineData("[1]\n{}\n")]
    public void Another_gzip_file_is_refused(string content)
    {
        ArchiveText.Change(Archive, _ => content);
        Assert.Contains("cannot be imported", Refusal(() => ReadAll()));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{\"kind\":1,\"key\":\"k\",\"state\":{}}")]
    [InlineData("{\"kind\":\"k\",\"key\":\"k\"}")]
    public void A_line_that_is_no_row_is_refused(string line)
    {
        ArchiveText.Change(Archive, text => text.Replace("\n{\"sha256\"", $"\n{line}\n{{\"sha256\"", StringComparison.Ordinal));
        Assert.Contains("cannot be imported", Refusal(() => ReadAll()));
    }

    [Fact]
    public void Lines_after_the_end_are_refused()
    {
        ArchiveText.Change(Archive, text => text + "{}\n");
        Assert.Contains("behind its end", Refusal(() => ReadAll()));
    }

    [Fact]
    public void A_row_left_out_or_told_twice_is_refused()
    {
        var lines = ArchiveText.Read(Archive).Split('\n');
        ArchiveText.Change(Archive, _ => string.Join('\n', lines.Where((_, i) => i != 3)));
        Assert.Contains("not what was exported", Refusal(() => ReadAll()));
        ArchiveText.Change(Archive, _ => string.Join('\n', [.. lines[..4], .. lines[3..]]));
        Assert.Contains("not what was exported", Refusal(() => ReadAll()));
    }

    [Fact]
    public void An_export_overwrites_nothing_and_leaves_nothing_half_done()
    {
        Assert.Contains("exists already", Refusal(() => Mover.Export(source.Location, Archive, Now)));
        Assert.Contains("cannot be written", Refusal(() => Mover.Export(source.Location, Path.Combine(folder.Path, "no", "such"), Now)));
        source.Run("UPDATE state_rows SET payload = replace(payload, '7', '8') WHERE key = 'user_2'");
        Assert.Throws<StorageCorruptedException>(() => Mover.Export(source.Location, Archive + "2", Now));
        Assert.Equal(["archive"], folder.Files());
    }

    [Fact]
    public void A_folder_without_a_database_is_not_exported_and_not_made()
    {
        var missing = Path.Combine(folder.Path, "missing");
        Assert.Contains("no database", Refusal(() => Mover.Export(new StorageLocation(missing), Archive + "2", Now)));
        Assert.False(Directory.Exists(missing));
    }

    [Fact]
    public void Nobody_else_may_read_it()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
    }

    [Fact]
    public void Orleans_own_tables_are_neither_exported_nor_imported()
    {
        var location = source.Location with { UsesAdoNet = true };
        Assert.Contains("pg_dump", Refusal(() => Mover.Export(location, Archive + "2", Now)));
        Assert.Contains("pg_dump", Refusal(() => Mover.Import(Archive, location)));
    }

    [Fact]
    public async Task Wallets_that_do_not_agree_with_their_ledgers_are_counted()
    {
        using (var store = source.Open())
        {
            var ledger = Assert.Single(store.Rows.Rows("ledger/ledger"));
            var wrong = Encoding.UTF8.GetString(ledger.Payload).Replace("3000000000", "3000000001", StringComparison.Ordinal);
            await store.Rows.WriteAsync(new RowKey("ledger/ledger", ledger.Key), ledger.Etag, Encoding.UTF8.GetBytes(wrong));
        }

        Assert.Equal(1, Mover.Export(source.Location, Archive + "2", Now).WrongBooks);
    }

    private static string Refusal(Action move) => Assert.Throws<MoveRefusedException>(move).Message;

    /// <summary>As an import reads it, before it believes anything.</summary>
    private IReadOnlyList<string> ReadAll()
    {
        using var reader = ArchiveReader.Open(Archive);
        return [.. reader.Rows().Select(row => $"{row.Kind} {row.Key} {Encoding.UTF8.GetString(row.Payload)}"), reader.Trailer!.ToString()];
    }
}
