using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

internal sealed record SimulatedCoupon(string Id, string Duration, long Created) : SimulatedObject(Id, Created)
{
    public string? Name { get; init; }
    public decimal? PercentOff { get; init; }
    public long? AmountOff { get; init; }
    public string? Currency { get; init; }
    public int? DurationInMonths { get; init; }
    public long? MaxRedemptions { get; init; }
    public long? RedeemBy { get; init; }
    public long TimesRedeemed { get; init; }
    public bool IsDeleted { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;

    public bool IsValid(long now) => !IsDeleted && (RedeemBy is null || now < RedeemBy) && (MaxRedemptions is null || TimesRedeemed < MaxRedemptions);

    /// <summary>Of a percentage half a minor unit rounds up.</summary>
    public long Off(long amount) => PercentOff is { } percent
        ? (long)Math.Round(amount * percent / 100, MidpointRounding.AwayFromZero)
        : Math.Min(amount, AmountOff ?? 0);
}
