using System.Diagnostics.Metrics;

namespace MindBot.Grains.Auditing;

/// <summary>What an operator watches: that wallets are audited, and that nothing is found.</summary>
public static class AuditMeters
{
    public const string Name = "MindBot.Audit";
    public const string Violations = "mindbot.audit.violations";
    public const string WalletsInViolation = "mindbot.audit.wallets_in_violation";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> AuditedWallets = Meter.CreateCounter<long>("mindbot.audit.wallets", "{wallet}", "Wallets audited");

    private static readonly Counter<long> FoundViolations = Meter.CreateCounter<long>(Violations, "{violation}", "Violations found, each once");

    private static readonly Histogram<double> Rounds =
        Meter.CreateHistogram<double>("mindbot.audit.round.duration", "s", "From the first wallet of a round to the last");

    private static int inViolation;

    static AuditMeters() => Meter.CreateObservableGauge(WalletsInViolation, () => inViolation, "{wallet}", "Wallets that break a rule now");

    public static void Audited(int wallets) => AuditedWallets.Add(wallets);

    internal static void Violated(int violations) => FoundViolations.Add(violations);

    internal static void InViolation(int wallets) => Interlocked.Exchange(ref inViolation, wallets);

    internal static void RoundTook(TimeSpan duration) => Rounds.Record(duration.TotalSeconds);
}
