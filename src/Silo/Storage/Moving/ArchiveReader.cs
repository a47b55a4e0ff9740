using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace MindBot.Silo.Storage;

/// <summary>Reads an archive. Its rows may be believed only once <see cref="Rows"/> has come to its end.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private const string TrailerStart = """{"sha256":""";

    private readonly string path;
    private readonly FileStream file;
    private readonly StreamReader lines;
    private readonly RowDigest digest = new();
    private long lengthBytes;

    private ArchiveReader(string path, FileStream file)
    {
        (this.path, this.file) = (path, file);
        lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress), new UTF8Encoding(false));
    }

    /// <summary>The header's line, as it stands in the file.</summary>
    public string HeaderLine { get; private set; } = "";

    /// <summary>What the rows were when they were exported; known when <see cref="Rows"/> has come to its end.</summary>
    public ArchiveTrailer? Trailer { get; private set; }

    /// <exception cref="MoveRefusedException">The file cannot be read, is no archive, or was written by a newer program.</exception>
    public static ArchiveReader Open(string path)
    {
        var reader = new ArchiveReader(path, OpenFile(path));
        try
        {
            reader.ReadHeader();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Every row; then compares what passed with what the trailer says.</summary>
    /// <exception cref="MoveRefusedException">The file is truncated or changed.</exception>
    public IEnumerable<MovedRow> Rows()
    {
        while (true)
        {
            var line = Next() ?? throw Damaged("it ends too early");
            if (line.StartsWith(TrailerStart, StringComparison.Ordinal))
            {
                Finish(line);
                yield break;
            }

            digest.Add(line);
            yield return Parse(line, ArchiveFormat.ToRow);
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MoveRefusedException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private void ReadHeader()
    {
        HeaderLine = Next() ?? throw Damaged("it is empty");
        var header = Parse(HeaderLine, line => JsonSerializer.Deserialize<ArchiveHeader>(line, ArchiveFormat.Json));
        if (header?.Format != ArchiveFormat.Name) throw Damaged("its first line is not an archive's");
        if (header.Version > ArchiveFormat.Version || header.States > ArchiveFormat.StatesVersion)
            throw new MoveRefusedException(
                $"{path} was written by a newer program (format {header.Version}, states {header.States}; this one knows "
                + $"{ArchiveFormat.Version} and {ArchiveFormat.StatesVersion}). Import it with that program.");
        digest.Add(HeaderLine);
    }

    private void Finish(string line)
    {
        var trailer = Parse(line, text => JsonSerializer.Deserialize<ArchiveTrailer>(text, ArchiveFormat.Json));
        // Reading on to the end lets gzip compare its own checksum, too.
        if (Next() is not null) throw Damaged("there is more behind its end");
        if (ReadGzipLength() != (uint)(lengthBytes & uint.MaxValue)) throw Damaged("it ends too early");
        if (trailer?.Holdings is null || trailer.Sha256 != digest.Finish()) throw Damaged("its content is not what was exported");
        Trailer = trailer;
    }

    /// <summary>The last four bytes of a gzip file. .NET does not mind when they, or the end of the last block, are missing.</summary>
    private uint ReadGzipLength()
    {
        Span<byte> last = stackalloc byte[sizeof(uint)];
        file.Seek(-last.Length, SeekOrigin.End);
        file.ReadExactly(last);
        return BinaryPrimitives.ReadUInt32LittleEndian(last);
    }

    private string? Next()
    {
        try
        {
            var line = lines.ReadLine();
            if (line is not null) lengthBytes += Encoding.UTF8.GetByteCount(line) + 1;
            return line;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw Damaged(error.Message);
        }
    }

    private T Parse<T>(string line, Func<string, T> parse)
    {
        try
        {
            return parse(line);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Damaged("a line of it is not what an export writes");
        }
    }

    private MoveRefusedException Damaged(string how) => new($"{path} cannot be imported, {how}: it is no archive, or it was cut off or changed. Export once more.");

    public void Dispose()
    {
        lines.Dispose();
        digest.Dispose();
    }
}
