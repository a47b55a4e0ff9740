using MindBot.Silo.Storage;

namespace MindBot.Silo.Hosting;

/// <summary>A silo without a front.</summary>
internal static class SiloCommand
{
    /// <exception cref="InvalidOperationException">Always: the embedded silo is reached in its own process only.</exception>
    public static Task<int> Run(string[] _) => throw new InvalidOperationException(
        "this build runs its silo inside src/WebFront. "
        + $"Here there is only '{MigrateCommand.Name}', which brings the database of {PostgresAddress.Setting} up to date.");
}
