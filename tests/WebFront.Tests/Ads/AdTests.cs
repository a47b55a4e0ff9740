using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Ads;

[Collection(FrontCollection.Name)]
public sealed class AdTests(FrontServer server)
{
    [Fact]
    public async Task The_configuration_is_that_of_the_guide()
    {
        var config = await (await server.NewUser()).Get("/ads/config").Ok();
        Same(
            """
            {
              "ads_enabled": true,
              "ad_frequency": 3,
              "ad_types": ["banner", "video", "sponsored_message"],
              "reward_options": {
                "watch_ad_for_time": {"ad_length": 30, "time_reward": 5},
                "watch_ad_for_discount": {"ad_length": 15, "discount_percent": 50}
              }
            }
            """, config);
    }

    [Fact]
    public async Task The_guides_view_earns_the_guides_discount_and_so_does_its_repeat()
    {
        var user = await server.NewUser();
        for (var i = 0; i < 2; i++)
        {
            Same(
                """
                {
                  "reward_earned": true,
                  "cost_reduction_percentage": 50,
                  "next_session_discount": 0.5,
                  "message": "Thanks for watching! Your next interaction is 50% off."
                }
                """,
                await user.Post("/ads/viewed", new { ad_id = "video_ad_123", persona_slug = "professor-oak-tutor", view_duration = 30 }).Ok());
        }

        Assert.Equal(0, await user.Minutes());
    }

    [Fact]
    public async Task A_view_for_time_is_in_the_balance_with_the_answer()
    {
        var user = await server.NewUser();
        for (var i = 0; i < 2; i++)
        {
            Same(
                """{"reward_earned": true, "message": "Thanks for watching! You earned 5 minutes.", "time_reward": 5}""",
                await Watch(user, "a", 30.5m, "time").Ok());
            Assert.Equal(5, await user.Minutes());
        }

        var credit = Assert.Single((await user.Get("/time/ledger").Ok()).GetProperty("entries").EnumerateArray());
        Assert.Equal(("credit", 300_000_000m), (credit.Text("kind"), credit.Number("microseconds")));
        Assert.StartsWith("ad_", credit.Text("card_id"));
    }

    [Theory]
    [InlineData(14.999, "discount", "too_short")]
    [InlineData(0, null, "too_short")]
    [InlineData(29.999, "time", "too_short")]
    public async Task A_view_that_is_too_short_earns_nothing_and_may_be_watched_to_its_end(double seconds, string? reward, string reason)
    {
        var user = await server.NewUser();
        Refused(reason, await Watch(user, "a", (decimal)seconds, reward).Ok());
        Assert.True((await Watch(user, "a", 30, reward).Ok()).GetProperty("reward_earned").GetBoolean());
    }

    [Fact]
    public async Task A_view_that_earns_nothing_says_why()
    {
        var user = await server.NewUser();
        await Watch(user, "a", 15).Ok();
        Refused("too_soon", await Watch(user, "b", 30, "time").Ok(), 0.5m);
        Refused("discount_held", await Watch(user, "b", 15).Ok(), 0.5m);
        Refused("already_counted", await Watch(user, "a", 30, "time").Ok(), 0.5m);
        Refused("persona_without_ads", await Watch(user, "c", 30, persona: "curious-sage").Ok());
        Assert.Equal(0, await user.Minutes());
    }

    [Fact]
    public async Task A_subscriber_has_no_ads_and_earns_nothing_with_them()
    {
        var user = await server.NewUser();
        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        Same(
            """
            {
              "ads_enabled": false,
              "ad_frequency": 0,
              "ad_types": [],
              "reward_options": {
                "watch_ad_for_time": {"ad_length": 0, "time_reward": 0},
                "watch_ad_for_discount": {"ad_length": 0, "discount_percent": 0}
              }
            }
            """, await user.Get("/ads/config").Ok());
        Refused("ads_disabled", await Watch(user, "a", 30, "time").Ok());
        Assert.Equal(0, await user.Minutes());
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_so()
    {
        await server.Anonymous.GetAsync("/ads/config").Problem(401, "unauthorized");
        await server.Anonymous.PostAsync("/ads/viewed", null).Problem(401, "unauthorized");
    }

    [Theory]
    [InlineData("professor_oak_tutor")]
    [InlineData("Professor-Oak-Tutor")]
    public async Task A_persona_is_found_in_other_spellings(string persona) =>
        Assert.True((await Watch(await server.NewUser(), "a", 15, persona: persona).Ok()).GetProperty("reward_earned").GetBoolean());

    [Theory]
    [InlineData("nobody")]
    [InlineData("my-tutor-a1b2c3")]
    [InlineData("professor-oak-tutor\u0000")]
    public async Task A_persona_that_does_not_exist_is_not_found(string persona) =>
        await Watch(await server.NewUser(), "a", 15, persona: persona).Problem(404, "unknown_persona");

    [Theory]
    [InlineData("""{"persona_slug":"mindbot","view_duration":30}""", "invalid_ad_id")]
    [InlineData("""{"ad_id":"","persona_slug":"mindbot","view_duration":30}""", "invalid_ad_id")]
    [InlineData("""{"ad_id":"a\u0007","persona_slug":"mindbot","view_duration":30}""", "invalid_ad_id")]
    [InlineData("""{"ad_id":7,"persona_slug":"mindbot","view_duration":30}""", "invalid_field")]
    [InlineData("""{"ad_id":"\ud800","persona_slug":"mindbot","view_duration":30}""", "invalid_field")]
    [InlineData("""{"ad_id":"a","view_duration":30}""", "invalid_persona_slug")]
    [InlineData("""{"ad_id":"a","persona_slug":" ","view_duration":30}""", "invalid_persona_slug")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot"}""", "invalid_duration")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":-0.001}""", "invalid_duration")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":3600.001}""", "invalid_duration")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":9223372036854775807}""", "invalid_duration")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":1e400}""", "invalid_field")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":"30"}""", "invalid_field")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":NaN}""", "invalid_json")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":30,"reward":"money"}""", "invalid_reward")]
    [InlineData("""{"ad_id":"a","persona_slug":"mindbot","view_duration":30,"reward":1}""", "invalid_field")]
    [InlineData("[]", "invalid_json")]
    [InlineData("null", "invalid_json")]
    public async Task What_is_no_view_is_refused(string body, string code)
    {
        var user = await server.NewUser();
        await user.Http.PostAsync("/ads/viewed", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")))
            .Problem(400, code);
        Assert.True((await Watch(user, "a", 15).Ok()).GetProperty("reward_earned").GetBoolean());
    }

    [Fact]
    public async Task An_ad_id_may_have_128_characters_and_no_more()
    {
        var user = await server.NewUser();
        await Watch(user, new string('a', 129), 15).Problem(400, "invalid_ad_id");
        await Watch(user, new string('é', 128), 15).Ok();
    }

    [Fact]
    public async Task An_idempotency_key_gives_the_first_answer_again()
    {
        var user = await server.NewUser();
        var view = new { ad_id = "a", persona_slug = "mindbot", view_duration = 30, reward = "time" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => user.Post("/ads/viewed", view, "key").Ok()));
        Assert.Single(answers.Select(answer => answer.GetRawText()).Distinct());
        Assert.Equal(5, await user.Minutes());
        await user.Post("/ads/viewed", view with { ad_id = "b" }, "key").Problem(409, "idempotency_key_reused");
    }

    internal static Task<HttpResponseMessage> Watch(
        ApiUser user, string adId, decimal seconds, string? reward = null, string persona = "professor-oak-tutor") =>
        user.Post("/ads/viewed", new { ad_id = adId, persona_slug = persona, view_duration = seconds, reward });

    internal static void Refused(string reason, JsonElement answer, decimal? nextSession = null)
    {
        Assert.False(answer.GetProperty("reward_earned").GetBoolean());
        Assert.Equal(reason, answer.Text("reason"));
        Assert.NotEmpty(answer.Text("message"));
        string[] names = ["reward_earned", .. nextSession is null ? (string[])[] : ["next_session_discount"], "message", "reason"];
        Assert.Equal(names, answer.EnumerateObject().Select(property => property.Name));
        if (nextSession is { } discount) Assert.Equal(discount, answer.Number("next_session_discount"));
    }

    private static void Same(string expected, JsonElement actual) =>
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(expected).RootElement), JsonSerializer.Serialize(actual));
}
