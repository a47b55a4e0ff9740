using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

internal sealed record SimulatedPrice(string Id, string Product, long UnitAmount, string Currency, long Created) : SimulatedObject(Id, Created)
{
    /// <summary>day, week, month or year; null: it is paid once.</summary>
    public string? Interval { get; init; }

    public int IntervalCount { get; init; } = 1;
    public string? LookupKey { get; init; }
    public string? Nickname { get; init; }
    public bool IsActive { get; init; } = true;
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;

    /// <summary>So many intervals after an instant. Months end where a shorter one does, and come back to the day afterwards.</summary>
    public long After(long anchor, int intervals)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(anchor);
        var count = intervals * IntervalCount;
        var end = Interval switch
        {
            "day" => start.AddDays(count),
            "week" => start.AddDays(7 * count),
            "year" => start.AddYears(count),
            _ => start.AddMonths(count),
        };
        return end.ToUnixTimeSeconds();
    }
}
