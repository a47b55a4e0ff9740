using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Personas;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Personas;

[Collection(FrontCollection.Name)]
public sealed class RatingEndpointTests(FrontServer server)
{
    private const string Oak = "/personas/professor-oak-tutor/rate";

    [Fact]
    public async Task A_persona_is_rated_after_a_session_as_in_the_guide()
    {
        var user = await server.NewUserWith("starter_1h");
        await Rate(user, Oak + "?rating=5").Problem(403, "rating_needs_session");
        await (await Talker.Of(server, user)).Talk("s", 60);

        var rated = await Rate(user, Oak + "?rating=5&feedback=Great%20tutor!").Ok();
        Assert.Equal(
            """{"message":"Thank you for your feedback!","rating_recorded":5,"persona":"Professor Oak"}""", rated.GetRawText());
        Assert.Equal("Great tutor!", (await Kept(user))!.Feedback);

        // The alias and the underscores of older clients are the same persona.
        Assert.Equal(4, (await Rate(user, "/personas/professor_oak/rate?rating=4&feedback=").Ok()).Number("rating_recorded"));
        Assert.Equal((4, null), ((await Kept(user))!.Stars, (await Kept(user))!.Feedback));
    }

    [Theory]
    [InlineData("", "invalid_rating")]
    [InlineData("?rating=0", "invalid_rating")]
    [InlineData("?rating=6", "invalid_rating")]
    [InlineData("?rating=-5", "invalid_rating")]
    [InlineData("?rating=5.0", null)]
    [InlineData("?rating=five", null)]
    [InlineData("?rating=99999999999", null)]
    [InlineData("?rating=5&feedback=a%00b", "invalid_feedback")]
    [InlineData("?rating=5&feedback=a%0Ab", "invalid_feedback")]
    public async Task What_is_no_rating_is_refused_and_nothing_is_kept(string query, string? code)
    {
        var user = await server.NewUserWith("starter_1h");
        await (await Talker.Of(server, user)).Talk("s", 60);
        if (code is null) await Rate(user, Oak + query).ClientError(query);
        else await Rate(user, Oak + query).Problem(400, code);
        Assert.Null(await Kept(user));
    }

    [Fact]
    public async Task Feedback_has_a_thousand_characters_at_most()
    {
        var user = await server.NewUserWith("starter_1h");
        await (await Talker.Of(server, user)).Talk("s", 60);
        await Rate(user, Oak + "?rating=5&feedback=" + new string('a', 1001)).Problem(400, "invalid_feedback");
        await Rate(user, Oak + "?rating=5&feedback=" + new string('a', 1000)).Ok();
    }

    [Fact]
    public async Task Unknown_personas_and_strangers_rate_nothing()
    {
        var user = await server.NewUser();
        await Rate(user, "/personas/nobody/rate?rating=5").Problem(404, "unknown_persona");
        await server.Anonymous.PostAsync(Oak + "?rating=5", null).Problem(401, "unauthorized");
    }

    [Fact]
    public async Task A_request_repeated_with_its_key_is_the_same_rating()
    {
        var user = await server.NewUserWith("starter_1h");
        await (await Talker.Of(server, user)).Talk("s", 60);
        var first = await user.Post(Oak + "?rating=5", new { }, "key").Ok();
        await Rate(user, Oak + "?rating=2").Ok();
        Assert.Equal(first.GetRawText(), (await user.Post(Oak + "?rating=5", new { }, "key").Ok()).GetRawText());
        Assert.Equal(2, (await Kept(user))!.Stars);
    }

    private static Task<HttpResponseMessage> Rate(ApiUser user, string path) => user.Http.PostAsync(path, null);

    private async Task<PersonaRating?> Kept(ApiUser user) => await server.Services.GetRequiredService<IGrainFactory>()
        .GetGrain<IPersonaRatingGrain>(IPersonaRatingGrain.KeyOf(await user.Id(), "professor-oak-tutor")).Read();
}
