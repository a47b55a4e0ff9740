using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Doctor;

/// <summary>
/// <c>dotnet run --project src/WebFront -- doctor</c>: reads the settings as the server would, and asks everything that the server needs.
/// It starts no server and changes nothing.
/// </summary>
internal static class DoctorCommand
{
    public const string Name = "doctor";

    /// <param name="settings">The options with which the server would be started.</param>
    /// <param name="wall">What this machine takes for the time.</param>
    /// <returns>The exit code: 0 when nothing failed.</returns>
    public static async Task<int> Run(string[] settings, TextWriter output, TimeProvider wall)
    {
        var builder = FrontApplication.CreateBuilder(settings);
        using var configuration = builder.Configuration;
        var failed = 0;
        await foreach (var finding in new Examination(configuration, builder.Environment, wall).Run())
        {
            if (finding.Verdict == Verdict.Fail) failed++;
            await output.WriteLineAsync(finding.ToString());
        }

        await output.WriteLineAsync(failed == 0 ? "\nNothing stands in the way." : $"\nTo be put right: {failed}.");
        return failed == 0 ? 0 : 1;
    }
}
