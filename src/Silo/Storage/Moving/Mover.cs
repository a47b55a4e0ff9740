namespace MindBot.Silo.Storage;

/// <summary>Moves an installation from one database to another, by way of an archive that both agree on.</summary>
public static class Mover
{
    private const int RowsAReport = 100_000;

    /// <summary>Writes an archive of every row.</summary>
    /// <param name="progress">Hears of the rows done, now and then.</param>
    /// <exception cref="MoveRefusedException">The archive was not made; the message says why.</exception>
    /// <exception cref="StorageUnavailableException">The database is in use, damaged, or cannot be reached.</exception>
    public static Holdings Export(StorageLocation source, string path, DateTimeOffset now, Action<long>? progress = null)
    {
        using var database = MovableDatabase.OpenSource(source);
        var header = new ArchiveHeader(ArchiveFormat.Name, ArchiveFormat.Version, ArchiveFormat.StatesVersion, now, database.Name);
        using var archive = ArchiveWriter.Create(path, header);
        var holdings = new HoldingsSum();
        foreach (var row in database.Rows())
        {
            holdings.Add(row);
            archive.Add(row);
            if (holdings.Sum.Rows % RowsAReport == 0) progress?.Invoke(holdings.Sum.Rows);
        }

        archive.Finish(holdings.Sum);
        return holdings.Sum;
    }

    /// <summary>Writes an archive's rows into an empty database, all or none, and compares what is there then with what was exported.</summary>
    /// <inheritdoc cref="Export"/>
    public static Holdings Import(string path, StorageLocation target, Action<long>? progress = null)
    {
        using var archive = ArchiveReader.Open(path);
        using var database = MovableDatabase.OpenTarget(target);
        if (!database.IsEmpty)
            throw new MoveRefusedException($"The database {database.Name} is not empty: an import never mixes two installations. Use an empty database or folder.");
        database.Write(Reported(archive.Rows(), progress));
        var found = Compare(database, archive);
        database.Commit();
        return found;
    }

    /// <summary>Reads everything back, before it counts.</summary>
    private static Holdings Compare(IMovableDatabase database, ArchiveReader archive)
    {
        using var digest = new RowDigest();
        var holdings = new HoldingsSum();
        digest.Add(archive.HeaderLine);
        foreach (var row in database.Rows())
        {
            holdings.Add(row);
            digest.Add(ArchiveFormat.ToLine(row));
        }

        var exported = archive.Trailer!;
        if (holdings.Sum != exported.Holdings)
            throw new MoveRefusedException($"The database {database.Name} would not hold what was exported. Exported: {exported.Holdings}. Found: {holdings.Sum}.");
        return digest.Finish() == exported.Sha256
            ? holdings.Sum
            : throw new MoveRefusedException($"The database {database.Name} would not hold the same rows as were exported, though their sums agree.");
    }

    private static IEnumerable<MovedRow> Reported(IEnumerable<MovedRow> rows, Action<long>? progress)
    {
        var done = 0L;
        foreach (var row in rows)
        {
            yield return row;
            if (++done % RowsAReport == 0) progress?.Invoke(done);
        }
    }
}
