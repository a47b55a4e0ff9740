using System.Globalization;
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
        foreach (var line in Tell(verified)) output.WriteLine(line);
        return verified.ViolationCount == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Tell(VerifiedDatabase verified)
    {
        var sums = verified.Sums;
        var speed = sums.Wallets / Math.Max(verified.WalletsTook.TotalSeconds, 0.001);
        yield return $"{verified.Name}: {verified.Holdings}.";
        yield return $"{sums.Wallets} wallets with {sums.Entries} entries recomputed, {speed:0} wallets a second.";
        yield return Line("credited", sums.CreditedMicros);
        yield return Line("− consumed", sums.ConsumedMicros);
        yield return Line("− expired", sums.ExpiredMicros);
        yield return Line("− frozen", sums.FrozenMicros);
        yield return Line("− revoked", sums.RevokedMicros);
        yield return Line("− paid to debt", sums.DebtPaidMicros);
        yield return Line("= in the ledgers", verified.Holdings.LedgerMicros);
        yield return Line("− in open sessions", sums.ProvisionalMicros);
        yield return Line("= available", sums.AvailableMicros);
        yield return Line("owed", sums.DebtMicros);
        foreach (var (user, violation) in verified.Violations) yield return $"{user}: {violation}";
        if (verified.ViolationCount > verified.Violations.Count) yield return $"… and {verified.ViolationCount - verified.Violations.Count} more.";
        yield return verified.ViolationCount == 0
            ? $"Signed off: sha256 {verified.Sha256}"
            : $"NOT signed off, {verified.ViolationCount} violations: sha256 {verified.Sha256}";
    }

    private static string Line(string what, long micros) => string.Create(
        CultureInfo.InvariantCulture, $"{what,-20}{micros,24} µs = {TimeSpan.FromMicroseconds(micros).TotalHours:0.0000} h");
}
