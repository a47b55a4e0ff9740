using System.ComponentModel.DataAnnotations;
using MindBot.Grains.Payments;
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

public sealed record LookedUpUser(
    string Id, string Email, string FullName, DateTimeOffset CreatedAt, DateTimeOffset LastLogin, BalanceSummary Balance, long DebtMicroseconds,
    IReadOnlyList<TimeCardAnswer> TimeCards, IReadOnlyList<LiveSession> Sessions, IReadOnlyDictionary<string, long> TotalSpentCents);

public sealed record DisputesAnswer(IReadOnlyList<DisputeAnswer> Disputes);

public sealed record DisputeAnswer(
    string Id, string TimeCardId, string UserId, long AmountCents, string Currency, [property: AllowedValues("open", "won", "lost")] string Outcome, DateTimeOffset At)
{
    internal static DisputeAnswer Of(ListedDispute dispute) => new(
        dispute.DisputeId, dispute.CardId, dispute.BuyerId, dispute.AmountCents, dispute.Currency, dispute.Outcome, dispute.At);
}
