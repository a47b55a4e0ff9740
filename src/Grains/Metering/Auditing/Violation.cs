namespace MindBot.Grains.Metering.Auditing;

/// <summary>
/// A rule that a wallet breaks. <paramref name="Invariant"/>: I1, I2, I3, I6, I8 as ARCHITECTURE.md names them, or <c>freezes</c>, or <c>ledger</c>: balance = ledger + outbox − provisional
/// debits, entry by entry. Amounts are microseconds, instants milliseconds since 1970; where something holds or does not, 1 and 0.
/// </summary>
public sealed record Violation(
    string Invariant, string Rule, long Expected, long Found, string? CardId = null, string? SessionId = null, long? Entry = null)
{
    public override string ToString() =>
        $"{Invariant}: {Rule}; expected {Expected}, found {Found}"
        + (CardId is null ? "" : $", card {CardId}") + (SessionId is null ? "" : $", session {SessionId}") + (Entry is null ? "" : $", entry {Entry}");
}
