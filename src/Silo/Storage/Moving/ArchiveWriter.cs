using System.IO.Compression;
using System.Text.Json;

namespace MindBot.Silo.Storage;

/// <summary>Writes an archive beside its place, and moves it there when it is whole and on disk.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly GZipStream lines;
    private readonly RowDigest digest = new();

    private ArchiveWriter(string path, FileStream file)
    {
        (this.path, this.file) = (path, file);
        lines = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <exception cref="MoveRefusedException">The file exists or cannot be made.</exception>
    public static ArchiveWriter Create(string path, ArchiveHeader header)
    {
        if (Path.Exists(path)) throw new MoveRefusedException($"{path} exists already; name another file.");
        var writer = new ArchiveWriter(path, Make(Unfinished(path)));
        writer.AddCounted(JsonSerializer.SerializeToUtf8Bytes(header, ArchiveFormat.Json));
        return writer;
    }

    public void Add(MovedRow row) => AddCounted(ArchiveFormat.ToLine(row));

    public void Finish(Holdings holdings)
    {
        Add(JsonSerializer.SerializeToUtf8Bytes(new ArchiveTrailer(digest.Finish(), holdings), ArchiveFormat.Json));
        lines.Dispose();
        file.Flush(flushToDisk: true);
        file.Dispose();
        File.Move(Unfinished(path), path);
    }

    /// <summary>It holds people's names, addresses and password hashes: nobody else may read it.</summary>
    private static FileStream Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MoveRefusedException($"{path} cannot be written: {error.Message}", error);
        }
    }

    private static string Unfinished(string path) => path + ".partial";

    private void AddCounted(byte[] line)
    {
        digest.Add(line);
        Add(line);
    }

    private void Add(byte[] line)
    {
        lines.Write(line);
        lines.Write("\n"u8);
    }

    /// <summary>What is not finished is removed.</summary>
    public void Dispose()
    {
        digest.Dispose();
        lines.Dispose();
        file.Dispose();
        File.Delete(Unfinished(path));
    }
}
