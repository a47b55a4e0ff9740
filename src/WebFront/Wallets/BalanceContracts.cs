using MindBot.Grains.Wallets;
using MindBot.WebFront.TimeCards;

namespace MindBot.WebFront.Wallets;

/// <summary>What can be talked away, in minutes and in hours.</summary>
public sealed record BalanceSummary(decimal TotalMinutes, decimal TotalHours, int ActiveCards)
{
    internal static BalanceSummary Of(long micros, int activeCards) => new(Minutes.Owned(micros), Minutes.OwnedHours(micros), activeCards);
}

/// <param name="NextExpiration">When the next card expires; null without cards.</param>
public sealed record Balance(decimal TotalMinutes, decimal TotalHours, int ActiveCards, DateTimeOffset? NextExpiration);

public sealed record BalanceAnswer(Balance Balance, IReadOnlyList<TimeCardAnswer> TimeCards)
{
    internal static BalanceAnswer Of(WalletView wallet) => new(
        new Balance(Minutes.Owned(wallet.AvailableMicros), Minutes.OwnedHours(wallet.AvailableMicros), wallet.ActiveCards, wallet.NextExpiration),
        [.. wallet.Cards.Select(TimeCardAnswer.Of)]);
}
