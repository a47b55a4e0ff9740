using System.Globalization;

namespace MindBot.Silo.Auditing;

/// <summary>What a verification found, as its command prints it.</summary>
public static class VerifiedLines
{
    public static IEnumerable<string> Lines(this VerifiedDatabase verified)
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
