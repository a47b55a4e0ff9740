using System.Collections.Immutable;

namespace MindBot.Grains.Payments;

/// <summary>The newest disputes of all users, for operators; key: <c>all</c>.</summary>
[Alias("mindbot.IDisputeListGrain")]
public interface IDisputeListGrain : IGrainWithStringKey
{
    const string Key = "all";

    /// <summary>So many are kept; the payment provider has the rest.</summary>
    const int Kept = 500;

    /// <summary>Adds a dispute, or takes over its newer state. Durable when it answers.</summary>
    [Alias("Put")]
    Task Put(ListedDispute dispute);

    /// <summary>Newest first.</summary>
    [Alias("Read")]
    Task<ImmutableArray<ListedDispute>> Read(int limit);
}

/// <summary>A dispute about the payment of a card, or of a subscription's invoice. <c>Outcome</c>: open, won or lost.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.ListedDispute")]
public sealed record ListedDispute(
    [property: Id(0)] string DisputeId, [property: Id(1)] string? CardId, [property: Id(2)] string BuyerId, [property: Id(3)] long AmountCents,
    [property: Id(4)] string Currency, [property: Id(5)] string Outcome, [property: Id(6)] DateTimeOffset At,
    [property: Id(7)] string? SubscriptionId = null);
