using MindBot.Silo.Storage;

namespace MindBot.WebFront.Doctor;

/// <summary>The PostgreSQL database, looked at without changing anything.</summary>
internal static class DatabaseCheck
{
    private const string Subject = "storage";

    public static Finding Run(PostgresAddress address, bool isDevelopment)
    {
        try
        {
            var status = PostgresStatus.Read(address);
            if (status.IsMigratable && isDevelopment)
                return Finding.Ok(Subject, $"the database {address} can be reached; the next start makes the tables that are missing");
            return status.Trouble is { } trouble
                ? Finding.Fail(Subject, trouble)
                : Finding.Ok(Subject, $"the database {address} is in order, and {(status.Owner is { } owner ? $"in use by {owner}" : "no server uses it")}");
        }
        catch (StorageUnavailableException outage)
        {
            return Finding.Fail(Subject, outage.Message, $"Check {PostgresAddress.Setting}, and that the database server runs.");
        }
    }
}
