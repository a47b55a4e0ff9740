using Microsoft.Extensions.Configuration;
using MindBot.Silo.Hosting;
using MindBot.Silo.Storage;

try
{
    if (args is not [MigrateCommand.Name, .. var settings]) return await SiloCommand.Run(args);
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build();
    var address = DatabaseSetting.Read(configuration)
        ?? throw new InvalidOperationException($"{PostgresAddress.Setting} is not set: there is no database to bring up to date.");
    Console.WriteLine(MigrateCommand.Run(address));
    return 0;
}
catch (Exception wrong) when (wrong is InvalidOperationException or StorageUnavailableException)
{
    // Its sentence says what to do; where it was thrown tells an operator nothing.
    await Console.Error.WriteLineAsync($"MindBot cannot run: {wrong.Message}");
    return 1;
}
