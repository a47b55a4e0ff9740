using MindBot.Silo.Storage;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Moving;

/// <summary>
/// <c>export --data FOLDER --to FILE</c> and <c>import --from FILE</c>: moves an installation whose server is stopped. The database is the folder's of
/// <c>--data</c>, otherwise the one of <c>MINDBOT_DATABASE</c>; there is no default, so that nobody moves another one than they meant.
/// </summary>
internal static class MoveCommand
{
    public const string Export = "export", Import = "import";

    /// <returns>The exit code, 0: what it holds has been compared.</returns>
    /// <exception cref="InvalidSettingException">An option is missing or makes no sense.</exception>
    /// <exception cref="MoveRefusedException">It was not done, and nothing has changed.</exception>
    /// <exception cref="StorageUnavailableException">A database cannot be used.</exception>
    public static int Run(string name, string[] settings, TextWriter output, TextWriter progress, TimeProvider wall)
    {
        using var configuration = FrontApplication.CreateBuilder(settings).Configuration;
        var location = ReadLocation(configuration, settings);
        void Report(long rows) => progress.WriteLine($"{rows} rows …");
        if (name == Export)
        {
            var file = ReadFile(configuration, name, "to");
            var exported = Mover.Export(location, file, wall.GetUtcNow(), Report);
            output.WriteLine($"Exported to {file}: {exported}.");
            if (exported.WrongBooks > 0) progress.WriteLine($"{exported.WrongBooks} wallets do not agree with their ledgers. They are exported as they are.");
        }
        else
        {
            var file = ReadFile(configuration, name, "from");
            output.WriteLine($"Imported from {file} and compared: {Mover.Import(file, location, Report)}.");
        }

        return 0;
    }

    internal static StorageLocation ReadLocation(IConfiguration configuration, string[] settings)
    {
        if (new ConfigurationBuilder().AddCommandLine(settings).Build()["data"] is { } folder)
            return folder.Length > 0 ? new(Path.GetFullPath(folder)) : throw new InvalidSettingException("--data needs a folder.");
        try
        {
            var location = StorageSettings.Read(configuration, isDevelopment: false);
            return location.Database is not null
                ? location
                : throw new InvalidSettingException($"Which database? Name a data folder with --data, or a PostgreSQL database with {PostgresAddress.Setting}.");
        }
        catch (InvalidOperationException wrong) when (wrong is not InvalidSettingException)
        {
            throw new InvalidSettingException(wrong.Message, wrong);
        }
    }

    private static string ReadFile(IConfiguration configuration, string name, string option) =>
        configuration[option] is { Length: > 0 } file
            ? Path.GetFullPath(file)
            : throw new InvalidSettingException($"'{name}' needs --{option} and a file.");
}
