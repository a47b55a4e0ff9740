namespace MindBot.Silo.Storage;

/// <summary>Opens what an export reads and an import writes.</summary>
internal static class MovableDatabase
{
    /// <exception cref="MoveRefusedException">There is nothing to export, or it is in use.</exception>
    /// <exception cref="StorageUnavailableException">The database or its folder is in use, damaged, of another version, or cannot be reached.</exception>
    public static IMovableDatabase OpenSource(StorageLocation location) => Open(location, isTarget: false);

    /// <summary>Makes the tables where there are none.</summary>
    /// <inheritdoc cref="OpenSource" path="/exception"/>
    public static IMovableDatabase OpenTarget(StorageLocation location) => Open(location, isTarget: true);

    private static IMovableDatabase Open(StorageLocation location, bool isTarget)
    {
        if (location.UsesAdoNet)
            throw new MoveRefusedException(
                "MINDBOT_STORAGE=adonet keeps states and reminders in Orleans' own tables, which are neither exported nor imported. "
                + "Use pg_dump to move them to another PostgreSQL database.");
        return location.Database is { } server
            ? MovablePostgres.Open(server, isTarget)
            : MovableSqlite.Open(location.DataFolder, isTarget);
    }
}
