using MindBot.Silo.Storage;
using MindBot.Tests.Postgres;

namespace MindBot.Silo.Tests.Storage;

/// <summary>The database of a cluster, whose silos hold no lock.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClusterMovingTests(PostgresServer server) : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly PostgresTestDatabase database = new(server);
    private readonly TestFolder folder = new();

    private string Archive => Path.Combine(folder.Path, "archive");

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("3", "10 seconds", true)]
    [InlineData("6", "10 seconds", false)]
    [InlineData("3", "1 hour", false)]
    public void Living_silos_keep_their_database(string status, string lastSign, bool isRefused)
    {
        MigrateCommand.Run(database.Address);
        database.Run(
            $"""
            INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES ('mindbot');
            INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, StartTime, IAmAliveTime)
            VALUES ('mindbot', '10.0.0.7', 11111, 1, 'silo', 'silo-7', {status}, now(), now() - interval '{lastSign}')
            """);
        if (!isRefused)
        {
            Assert.Equal(0, Mover.Export(database.Location, Archive, Now).Rows);
            return;
        }

        Assert.Contains("silo-7:11111", Assert.Throws<MoveRefusedException>(() => Mover.Export(database.Location, Archive, Now)).Message);
        using var empty = new TestFolder();
        empty.OpenDialect().Dispose();
        Mover.Export(empty.Location, Archive, Now);
        Assert.Contains("silo-7:11111", Assert.Throws<MoveRefusedException>(() => Mover.Import(Archive, database.Location)).Message);
    }

    [SkippableFact]
    public void An_import_makes_the_tables_and_an_export_does_not()
    {
        Assert.Contains("migrate", Assert.Throws<StorageUnavailableException>(() => Mover.Export(database.Location, Archive, Now)).Message);
        using var empty = new TestFolder();
        empty.OpenDialect().Dispose();
        Mover.Export(empty.Location, Archive, Now);
        Assert.Equal(0, Mover.Import(Archive, database.Location).Rows);
        Assert.Null(PostgresStatus.Read(database.Address).Trouble);
    }
}
