using MindBot.Silo.Auditing;
using MindBot.Silo.Storage;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Moving;

namespace MindBot.WebFront.Verification;

/// <summary>
/// <c>verify --data FOLDER</c>: verifies every row, wallet and ledger of an installation whose server is stopped, and signs its content off with a digest. The database
/// is named as for an export.
/// </summary>
internal static class VerifyCommand
{
    public const string Name = "verify";

    /// <returns>The exit code; 0: no rule is broken.</returns>
    /// <exception cref="InvalidSettingException">An option is missing or makes no sense.</exception>
    /// <exception cref="MoveRefusedException">There is no such database.</exception>
    /// <exception cref="StorageUnavailableException">It is in use or damaged, or cannot be reached.</exception>
    public static int Run(string[] settings, TextWriter output, TextWriter progress)
    {
        using var configuration = FrontApplication.CreateBuilder(settings).Configuration;
        var verified = Verifier.Run(MoveCommand.ReadLocation(configuration, settings), progress.WriteLine);
        foreach (var line in verified.Lines()) output.WriteLine(line);
        return verified.ViolationCount == 0 ? 0 : 1;
    }
}
