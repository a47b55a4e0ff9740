using MindBot.Silo.Storage;
using MindBot.Tests.Postgres;
using Npgsql;

namespace MindBot.Silo.Tests.Storage;

/// <summary>An empty database on the tests' server. It goes with the server.</summary>
public sealed class PostgresTestDatabase(PostgresServer server) : ITestDatabase
{
    private readonly string connectionString = server.CreateDatabase();

    public string Name => Address.ToString();

    public PostgresAddress Address => PostgresAddress.Parse(connectionString);

    public StorageLocation Location => new(DataFolder: "", Address, MayMigrate: true);

    public IRowDialect OpenDialect() => PostgresRowDialect.Open(Address, mayMigrate: true, isOnlyOwner: true);

    public void Run(string sql)
    {
        using var source = NpgsqlDataSource.Create(connectionString);
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
    }
}
