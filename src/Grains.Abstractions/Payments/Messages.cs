using System.Collections.Immutable;

namespace MindBot.Grains.Payments;

/// <summary>One movement of money between a user and us.</summary>
/// <param name="Id">Unique for the user; the same id is the same movement. The id of Stripe's object serves well.</param>
/// <param name="Kind">One of <see cref="MoneyKinds"/>.</param>
/// <param name="AmountCents">Minor units, signed: positive is money from the user to us.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="StripeId">The payment intent, refund, dispute or invoice at Stripe.</param>
/// <param name="By">The operator who did it; null when nobody of ours had a hand in it.</param>
[GenerateSerializer, Immutable, Alias("mindbot.MoneyEntry")]
public sealed record MoneyEntry(
    [property: Id(0)] string Id, [property: Id(1)] string Kind, [property: Id(2)] long AmountCents, [property: Id(3)] string Currency,
    [property: Id(4)] DateTimeOffset At)
{
    [Id(5)] public string? CardId { get; init; }
    [Id(6)] public string? SubscriptionId { get; init; }
    [Id(7)] public string? InvoiceId { get; init; }
    [Id(8)] public string? StripeId { get; init; }
    [Id(9)] public string? By { get; init; }
    [Id(10)] public string? Reason { get; init; }
}

/// <param name="Number">1, 2, 3 … in the order of recording.</param>
[GenerateSerializer, Immutable, Alias("mindbot.MoneyLine")]
public sealed record MoneyLine([property: Id(0)] long Number, [property: Id(1)] MoneyEntry Entry);

/// <param name="Lines">Newest first.</param>
/// <param name="LastNumber">Of all the user's entries; 0 when there is none.</param>
[GenerateSerializer, Immutable, Alias("mindbot.MoneyPage")]
public sealed record MoneyPage([property: Id(0)] ImmutableArray<MoneyLine> Lines, [property: Id(1)] long LastNumber);

/// <param name="SpentCents">By currency, minor units: everything paid less what went back.</param>
/// <param name="Payments">How many payments there were, refunded ones included.</param>
[GenerateSerializer, Immutable, Alias("mindbot.MoneyTotals")]
public sealed record MoneyTotals(
    [property: Id(0)] ImmutableDictionary<string, long> SpentCents, [property: Id(1)] int Payments)
{
    public bool HasEverPaid => Payments > 0;
}
