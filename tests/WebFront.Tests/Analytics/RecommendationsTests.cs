using MindBot.Grains.Subscriptions;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Analytics;
using MindBot.WebFront.Personas;
using static MindBot.WebFront.Tests.Analytics.Samples;

namespace MindBot.WebFront.Tests.Analytics;

public class RecommendationsTests
{
    [Fact]
    public void The_category_that_one_talks_in_comes_first_and_is_the_reason()
    {
        var recommended = For(
            Totals(("zen-master", "wellness", 3, 30), ("sizzle", "entertainment", 1, 10)),
            Standing("star", "education", rating: 5, usage: 900), Standing("calm", "wellness", rating: 3, usage: 10),
            Standing("calmest", "wellness", rating: 3, usage: 20), Standing("joker", "entertainment", rating: 3));
        Assert.Equal(
            [
                new("calmest", "Name of calmest", "Trending in your wellness category"), new("calm", "Name of calm", "Based on your wellness interests"),
                new("star", "Name of star", "Highly rated by those who know it"),
            ],
            recommended);
    }

    [Fact]
    public void Rating_and_use_decide_where_nothing_is_known_of_the_user()
    {
        var recommended = For(
            SessionTotals.None, Standing("used", rating: 4.4, usage: 1000), Standing("rated", rating: 4.9, usage: 500), Standing("neither", rating: 4.0, usage: 10));
        Assert.Equal(["used", "rated", "neither"], recommended.Select(one => one.Slug));
        Assert.Equal(
            ["Popular with others", "Highly rated by those who know it", "Popular with others"], recommended.Select(one => one.Reason));
    }

    [Fact]
    public void Whom_one_knows_already_or_may_not_talk_with_is_not_recommended()
    {
        StandingPersona[] personas = [Standing("known"), Standing("premium", access: Tier.Premium), Standing("grown-up", age: 18), Standing("open")];
        var totals = Totals(("known", "education", 1, 1));
        Assert.Equal(["open"], Slugs(Tier.Free, null));
        Assert.Equal(["open"], Slugs(Tier.Free, 17));
        Assert.Equal(["grown-up", "open"], Slugs(Tier.Free, 18));
        Assert.Equal(["grown-up", "open", "premium"], Slugs(Tier.Premium, 30));

        IEnumerable<string> Slugs(Tier tier, int? age) => Recommendations.For(totals, tier, age, personas).Select(one => one.Slug).Order();
    }

    [Fact]
    public void Equals_come_in_the_order_of_their_slugs_and_there_are_three_at_most()
    {
        Assert.Equal(["a", "b", "c"], For(SessionTotals.None, Standing("c"), Standing("d"), Standing("a"), Standing("b")).Select(one => one.Slug));
        Assert.Empty(For(SessionTotals.None));
        Assert.Single(For(SessionTotals.None, Standing("unused", usage: 0)));
    }

    [Fact]
    public void A_category_of_several_words_is_written_as_people_write_it() =>
        Assert.Equal(
            "Trending in your health care category",
            Assert.Single(For(Totals(("known", "health_care", 1, 1)), Standing("nurse", "health_care"))).Reason);

    private static IReadOnlyList<RecommendationAnswer> For(SessionTotals totals, params StandingPersona[] personas) =>
        Recommendations.For(totals, Tier.Free, age: null, personas);
}
