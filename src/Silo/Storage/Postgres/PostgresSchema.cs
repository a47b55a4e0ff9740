using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>The tables, made by the numbered files of <c>deploy/postgres</c>, each applied once, in one transaction.</summary>
internal static class PostgresSchema
{
    /// <summary>Two processes that start at once must not both apply a file.</summary>
    private const long MigrationLock = 0x4D69_6E64_426F_7401;

    private static readonly (int Version, string Name)[] Files =
    [
        .. typeof(PostgresSchema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("postgres/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, i) => (i + 1, name)),
    ];

    public static int Latest => Files[^1].Version;

    /// <summary>The schema's version; zero in an empty database.</summary>
    public static int ReadVersion(NpgsqlConnection connection) =>
        connection.Scalar<bool>("SELECT to_regclass('mindbot_schema') IS NOT NULL")
            ? connection.Scalar<int>("SELECT coalesce(max(version), 0) FROM mindbot_schema")
            : 0;

    /// <returns>Why this program cannot use tables of that version, and what to do; null when it can.</returns>
    public static string? Trouble(int version, string database)
    {
        if (version > Latest)
            return $"The database {database} has schema version {version}; this program knows versions up to {Latest}. Start a newer program.";
        return version < Latest
            ? $"The database {database} has schema version {version}, this program needs version {Latest}. "
                + $"Back it up, then run `dotnet run --project src/Silo -- {MigrateCommand.Name}` with the same {PostgresAddress.Setting}."
            : null;
    }

    /// <exception cref="StorageUnavailableException">There is <see cref="Trouble"/>.</exception>
    public static void Check(int version, string database)
    {
        if (Trouble(version, database) is { } trouble) throw new StorageUnavailableException(trouble);
    }

    /// <summary>Applies the files that are still missing.</summary>
    /// <returns>The version found.</returns>
    public static int Migrate(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Scalar<object>($"SELECT pg_advisory_xact_lock({MigrationLock})");
        var found = ReadVersion(connection);
        foreach (var (version, name) in Files.Where(file => file.Version > found))
        {
            connection.Run(Read(name));
            connection.Run($"INSERT INTO mindbot_schema (version) VALUES ({version})");
        }

        transaction.Commit();
        return found;
    }

    private static string Read(string name)
    {
        using var text = new StreamReader(typeof(PostgresSchema).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd();
    }
}
