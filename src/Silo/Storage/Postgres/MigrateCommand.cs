using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>Brings the database's tables to what this program needs.</summary>
public static class MigrateCommand
{
    public const string Name = "migrate";

    /// <returns>A sentence about what was done.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached, or is of a newer program.</exception>
    public static string Run(PostgresAddress address)
    {
        using var database = new PostgresDatabase(address);
        try
        {
            using var connection = database.OpenForReading();
            var found = PostgresSchema.Migrate(connection);
            if (found > PostgresSchema.Latest) PostgresSchema.Check(found, database.Name);
            return found == PostgresSchema.Latest
                ? $"The database {database.Name} has schema version {found} already."
                : $"The database {database.Name} went from schema version {found} to {PostgresSchema.Latest}.";
        }
        catch (NpgsqlException error)
        {
            throw database.Explain(error);
        }
    }
}
