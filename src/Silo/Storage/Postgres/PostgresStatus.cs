using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>What a look at a database finds, without changing anything.</summary>
/// <param name="Trouble">Why this program cannot use its tables as they are; null when it can.</param>
/// <param name="IsMigratable">Whether the trouble is only that tables are missing.</param>
/// <param name="Owner">The process that has the database to itself at present; null: none.</param>
public sealed record PostgresStatus(string? Trouble, bool IsMigratable, string? Owner)
{
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public static PostgresStatus Read(PostgresAddress address)
    {
        using var database = new PostgresDatabase(address);
        try
        {
            using var connection = database.OpenForReading();
            var version = PostgresSchema.ReadVersion(connection);
            return new(PostgresSchema.Trouble(version, database.Name), version < PostgresSchema.Latest, PostgresOwnership.Holder(connection));
        }
        catch (NpgsqlException error)
        {
            throw database.Explain(error);
        }
    }
}
