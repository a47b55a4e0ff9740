using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Analytics;
using MindBot.WebFront.Subscriptions;
using static MindBot.WebFront.Tests.Analytics.Samples;

namespace MindBot.WebFront.Tests.Analytics;

public class PersonaInsightsTests
{
    [Fact]
    public void Before_the_first_talk_there_is_no_favorite_and_no_share()
    {
        Assert.Equal(new PersonaUsage(0, 0, null, null, 0, 0), PersonaUsage.Of(SessionTotals.None));
        Assert.Empty(PersonaInsights.CategoryUsage(SessionTotals.None));
        Assert.Equal(new UsageAnswer(0, 0, 0), MonthlyUsage.Of(SessionTotals.None, At));
    }

    [Fact]
    public void The_favorite_is_who_was_talked_with_most_often_then_longest_then_by_name()
    {
        Assert.Equal("b", PersonaInsights.FavoritePersona(Totals(("a", "x", 1, 90), ("b", "x", 2, 5))));
        Assert.Equal("a", PersonaInsights.FavoritePersona(Totals(("a", "x", 2, 90), ("b", "x", 2, 5))));
        Assert.Equal("a", PersonaInsights.FavoritePersona(Totals(("b", "x", 2, 5), ("a", "x", 2, 5))));
    }

    [Fact]
    public void Categories_are_shares_of_the_sessions_the_largest_first()
    {
        var totals = Totals(("a", "wellness", 1, 90), ("b", "education", 1, 5), ("c", "education", 1, 5));
        Assert.Equal([new("education", 66.7m), new("wellness", 33.3m)], PersonaInsights.CategoryUsage(totals));
        Assert.Equal("education", PersonaUsage.Of(totals).MostUsedCategory);
    }

    [Fact]
    public void The_average_has_one_decimal_as_in_the_guide()
    {
        var usage = PersonaUsage.Of(Totals(("professor-oak-tutor", "education", 47, 312)));
        Assert.Equal((47L, 312m, 6.6m), (usage.TotalSessions, usage.TotalMinutes, usage.AverageSessionLength));
    }

    [Theory]
    [InlineData(4_500_000_000, "12.5")]
    [InlineData(1_800_000, "0.01")]
    [InlineData(1_799_999, "0")]
    public void Savings_are_dollars_at_ten_an_hour(long micros, string dollars) =>
        Assert.Equal(decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture), PersonaInsights.SavedByAds(new SessionTotals { SavedMicros = micros }));

    [Fact]
    public void The_month_is_the_calendars_and_knows_who_was_talked_with_in_it()
    {
        var before = At.AddMonths(-1);
        var totals = Totals(("a", "x", 2, 10), ("b", "x", 1, 10)) with { };
        totals = totals with
        {
            Personas = totals.Personas.SetItem("b", totals.Personas["b"] with { LastUse = before }),
            Months = totals.Months
                .Add(SessionTotals.MonthOf(At), new MonthUse(2, 600_000, 480_000_000)).Add(SessionTotals.MonthOf(before), new MonthUse(1, 600_000, 600_000_000)),
        };
        Assert.Equal(new UsageAnswer(2, 8, 1), MonthlyUsage.Of(totals, At));
        Assert.Equal(new UsageAnswer(1, 10, 1), MonthlyUsage.Of(totals, before));
        Assert.Equal(new UsageAnswer(0, 0, 0), MonthlyUsage.Of(totals, At.AddMonths(1)));
    }

    [Fact]
    public void The_popular_are_the_four_most_used_with_their_share_of_all_use()
    {
        var popular = PopularPersonas.Of(
            [Standing("e", usage: 0), Standing("d", usage: 100), Standing("c", usage: 200), Standing("b", usage: 300), Standing("a", usage: 300), Standing("f", usage: 100)]);
        Assert.Equal([("a", 30m), ("b", 30m), ("c", 20m), ("d", 10m)], popular.Select(one => (one.Slug, one.UsagePercent)));
        Assert.Empty(PopularPersonas.Of([Standing("a", usage: 0)]));
        Assert.Equal([33.4m, 33.3m, 33.3m], PopularPersonas.Of([Standing("a", usage: 1), Standing("b", usage: 1), Standing("c", usage: 1)]).Select(one => one.UsagePercent));
    }
}
