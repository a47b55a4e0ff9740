using System.ComponentModel.DataAnnotations;
using MindBot.Grains.Payments;
using MindBot.Grains.Wallets;
using MindBot.WebFront.TimeCards;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Admin;

/// <param name="AmountCents">Minor units; null: all that is left.</param>
/// <param name="Reason">Goes into the money ledger beside the operator's name.</param>
public sealed record RefundRequest(string? Reason, long? AmountCents = null);

public sealed record RefundAnswer(string RefundId, string Status, long AmountCents, TimeCardAnswer TimeCard);

/// <param name="Minutes">Above 0, at most 100,000; to two decimals.</param>
public sealed record CreditMinutesRequest(decimal? Minutes, string? Reason);

public sealed record CreditMinutesAnswer(TimeCardAnswer TimeCard, BalanceSummary Balance);

/// <param name="Reason">Goes into the log beside the operator's name.</param>
/// <param name="ForfeitBalance">Required when the user has minutes left: they are gone with the account.</param>
public sealed record DeleteUserRequest(string? Reason, bool? ForfeitBalance = null);

public sealed record LookedUpUser(
    string Id, string Email, string FullName, DateTimeOffset CreatedAt, DateTimeOffset LastLogin, BalanceSummary Balance, long DebtMicroseconds,
    IReadOnlyList<TimeCardAnswer> TimeCards, IReadOnlyList<LiveSession> Sessions, IReadOnlyDictionary<string, long> TotalSpentCents,
    IReadOnlyList<NotedLedgerEntry> RecentLedger);

/// <summary>As the user sees it, with who of the operators did it and why.</summary>
public sealed record NotedLedgerEntry(
    long Id, DateTimeOffset At, string Kind, long Microseconds, string? SessionId, string? CardId, long DebtMicroseconds, string? Note)
{
    internal static NotedLedgerEntry Of(LedgerLine line) =>
        new(line.Number, line.At, line.Kind, line.Micros, line.SessionId, line.CardId, line.DebtMicros, line.Note);
}

public sealed record DisputesAnswer(IReadOnlyList<DisputeAnswer> Disputes);

/// <param name="TimeCardId">Whose payment is disputed; or else:</param>
/// <param name="SubscriptionId">one of whose invoices is.</param>
public sealed record DisputeAnswer(
    string Id, string? TimeCardId, string? SubscriptionId, string UserId, long AmountCents, string Currency, [property: AllowedValues("open", "won", "lost")] string Outcome, DateTimeOffset At)
{
    internal static DisputeAnswer Of(ListedDispute dispute) => new(
        dispute.DisputeId, dispute.CardId, dispute.SubscriptionId, dispute.BuyerId, dispute.AmountCents, dispute.Currency, dispute.Outcome, dispute.At);
}

public sealed record FailedEventsAnswer(IReadOnlyList<FailedEventAnswer> Events);

/// <param name="Reason">Why the last try failed.</param>
/// <param name="SetAside">It is not tried any more unless an operator has it tried.</param>
public sealed record FailedEventAnswer(
    string Id, string Type, DateTimeOffset CreatedAt, DateTimeOffset FirstTriedAt, DateTimeOffset LastTriedAt, int Tries, bool SetAside, string Reason)
{
    internal static FailedEventAnswer Of(FailedEvent failed) => new(
        failed.EventId, failed.Type, failed.CreatedAt, failed.FirstTriedAt, failed.LastTriedAt, failed.Tries, failed.IsSetAside, failed.Reason);
}

public sealed record RetriedEventAnswer(string Id, bool Handled);
