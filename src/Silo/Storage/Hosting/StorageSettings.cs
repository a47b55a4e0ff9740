using Microsoft.Extensions.Configuration;

namespace MindBot.Silo.Storage;

/// <summary>The settings that say where the rows are kept.</summary>
public static class StorageSettings
{
    private const string Choice = "MINDBOT_STORAGE";

    /// <summary><c>--data</c> or <c>MINDBOT_DATA</c>; <c>./data</c> by default. A full path.</summary>
    public static string ReadDataFolder(IConfiguration configuration) =>
        Path.GetFullPath(configuration["data"] ?? configuration["MINDBOT_DATA"] ?? "data");

    /// <exception cref="InvalidOperationException">A setting makes no sense; the message says which and why.</exception>
    /// <remarks>Outside Development nobody is surprised by a change of the database: the operator migrates it.</remarks>
    public static StorageLocation Read(IConfiguration configuration, bool isDevelopment)
    {
        var database = DatabaseSetting.Read(configuration);
        return new(ReadDataFolder(configuration), database, MayMigrate: isDevelopment, UsesAdoNet: UsesAdoNet(configuration, database));
    }

    private static bool UsesAdoNet(IConfiguration configuration, PostgresAddress? database) => configuration[Choice] switch
    {
        null or "" or "rows" => false,
        "adonet" when database is null => throw new InvalidOperationException($"{Choice}=adonet needs {PostgresAddress.Setting}."),
        "adonet" => true,
        var other => throw new InvalidOperationException($"{Choice} is '{other}'; there are 'rows', the default, and 'adonet', Orleans' own tables."),
    };
}
