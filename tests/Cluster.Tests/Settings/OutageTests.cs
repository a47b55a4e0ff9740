using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MindBot.Silo.Hosting;
using MindBot.Silo.Storage;
using Npgsql;
using Orleans.Serialization;

namespace MindBot.Cluster.Tests.Settings;

/// <summary>Between silos, an outage stays one: who called goes on when it is over.</summary>
public class OutageTests
{
    [Fact]
    public void An_outage_of_the_database_is_known_as_such_in_another_process()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddMindBotSilo(new StorageLocation("", PostgresAddress.Parse("Host=db.example.com;Database=mindbot")));
        using var host = builder.Build();
        var serializer = host.Services.GetRequiredService<Serializer>();

        var thrown = new StorageUnavailableException("The database is away.", new NpgsqlException("terminating connection", new IOException("broken pipe")));
        var caught = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(thrown));
        Assert.IsType<StorageUnavailableException>(caught);
        Assert.Equal(("The database is away.", "terminating connection"), (caught.Message, caught.InnerException!.Message));
    }
}
