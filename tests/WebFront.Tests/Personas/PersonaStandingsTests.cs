using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Personas;
using MindBot.WebFront.Personas;
using MindBot.WebFront.Tests.Analytics;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Personas;

[Collection(FrontCollection.Name)]
public sealed class PersonaStandingsTests(FrontServer server)
{
    [Theory]
    [InlineData(0, 0, 4.9)]
    [InlineData(1, 1, 4.7)]
    [InlineData(20, 20, 3.0)]
    [InlineData(20, 100, 5.0)]
    [InlineData(1_000_000, 2_000_000, 2.0)]
    public void The_catalogs_rating_weighs_as_twenty_users(long ratings, long stars, double rating) =>
        Assert.Equal(rating, PersonaStandings.Since(new PersonaStanding(4.9, 0), new PersonaTally(Ratings: ratings, Stars: stars)).Rating);

    [Fact]
    public void Uses_are_added_to_the_catalogs() =>
        Assert.Equal(10_455, PersonaStandings.Since(new PersonaStanding(4.9, 10_452), new PersonaTally(Sessions: 3)).UsageCount);

    [Fact]
    public async Task What_a_user_does_moves_the_persona_for_everybody_within_seconds()
    {
        const string sizzle = "/personas/sizzle";
        var user = await server.NewUserWith("starter_1h");
        var before = await server.Anonymous.GetAsync(sizzle).Ok();
        await (await Talker.Of(server, user)).Talk("s", 60, "sizzle", "entertainment");
        foreach (var stars in new[] { 5, 1 }) await user.Http.PostAsync($"{sizzle}/rate?rating={stars}", null).Ok();

        var start = before.Number("rating");
        var expected = Math.Round((PersonaStandings.PriorRatings * start + 1) / (PersonaStandings.PriorRatings + 1), 1, MidpointRounding.AwayFromZero);
        await Eventually.Is(
            async () =>
            {
                var now = await server.Anonymous.GetAsync(sizzle).Ok();
                return now.Number("usage_count") == before.Number("usage_count") + 1 && now.Number("rating") == expected;
            },
            "the persona has one use and one rating more");
    }

    [Fact]
    public async Task A_users_own_persona_starts_from_nothing_and_is_moved_by_its_user_alone()
    {
        var user = await server.NewUserWith("starter_1h");
        var own = Samples.Persona("my-tutor-a1b2c3") with { OwnerId = await user.Id() };
        var standings = server.Services.GetRequiredService<IPersonaStandings>();
        Assert.Equal(new PersonaStanding(0, 0), await standings.Of(own));

        await (await Talker.Of(server, user)).Talk("s", 60, own.Slug);
        await server.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IPersonaRatingGrain>(IPersonaRatingGrain.KeyOf(own.OwnerId, own.Slug)).Rate(4, null);
        Assert.Equal([new PersonaStanding(4, 1)], await standings.Of([own]));
    }

    [Fact]
    public async Task All_who_ask_at_once_share_one_reading()
    {
        var tallies = server.Services.GetRequiredService<MergedTallies>();
        var readings = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tallies.Read()));
        Assert.InRange(readings.Distinct().Count(), 1, 2);
    }
}
