using System.Diagnostics;
using System.Reflection;

namespace MindBot.Tests.Server;

/// <summary>The programs as they were built: where they are and how they are started.</summary>
internal static class ServerProgram
{
    /// <summary>The project of the server, and that of a silo without a front.</summary>
    public const string Front = "MindBot.WebFront", Silo = "MindBot.Silo";

    /// <summary>Settings of whoever runs the tests must not reach the server.</summary>
    private static readonly string[] ForeignSettings =
        ["MINDBOT_", "STRIPE_", "LIVEKIT_", "OTEL_", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "Sessions__", "Logging__", "urls", "data"];

    private static readonly string[] Libraries = typeof(ServerProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == nameof(ServerProgram)).Value!.Split(';');

    /// <param name="folder">Its working folder, and the place of its temporary files.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="program">Which one.</param>
    /// <param name="launcher">A command that takes the program's as its last arguments, and becomes it.</param>
    public static ProcessStartInfo Command(string folder, IEnumerable<string> arguments, string program = Front, params string[] launcher)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] all =
            [.. launcher, host, "exec", Libraries.Single(path => Path.GetFileNameWithoutExtension(path) == program), .. arguments];
        var command = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in command.Environment.Keys.Where(IsForeign).ToList()) command.Environment.Remove(name);
        command.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        command.Environment["TMPDIR"] = folder;
        return command;
    }

    private static bool IsForeign(string name) =>
        ForeignSettings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
