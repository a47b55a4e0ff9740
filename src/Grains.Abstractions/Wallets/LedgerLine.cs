namespace MindBot.Grains.Wallets;

/// <summary>
/// One line of the ledger: <paramref name="Micros"/> changes the balance, <paramref name="DebtMicros"/> the debt, both signed.
/// <paramref name="Note"/>: who and why, when an operator did it. Kinds: credit, consumption, expiry, freeze, thaw, refund, restoration, debt, debt_released, debt_payment.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.LedgerLine")]
public sealed record LedgerLine(
    [property: Id(0)] long Number, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Kind, [property: Id(3)] long Micros,
    [property: Id(4)] string? SessionId, [property: Id(5)] string? CardId, [property: Id(6)] long DebtMicros,
    [property: Id(7)] string? Note = null);
