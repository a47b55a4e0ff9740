using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Payments;
using MindBot.WebFront.Tests.Personas;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Analytics;

/// <summary>The guide's answers, field by field, and the numbers behind them.</summary>
[Collection(FrontCollection.Name)]
public sealed class AnalyticsTests(FrontServer server)
{
    [Fact]
    public async Task A_new_user_has_done_nothing_and_is_recommended_something()
    {
        var user = await server.NewUser();
        var analytics = await user.Get("/user/analytics").Ok();
        Assert.Equal(JsonValueKind.Null, analytics.GetProperty("balance").GetProperty("next_expiration").ValueKind);
        Assert.Equal("""{"total_sessions":0,"completed_sessions":0,"total_minutes_used":0,"total_hours_used":0}""", analytics.GetProperty("usage").GetRawText());
        Assert.Equal("""{"total_spent_cents":0,"total_spent_display":"$0.00","transaction_count":0}""", analytics.GetProperty("payments").GetRawText());

        var personas = await user.Get("/analytics/personas").Ok();
        Assert.Equal(
            """{"total_sessions":0,"total_minutes":0,"favorite_persona":null,"most_used_category":null,"average_session_length":0,"cost_savings_from_ads":0}""",
            personas.GetProperty("user_usage").GetRawText());
        Assert.Equal("{}", personas.GetProperty("category_usage").GetRawText());
        Assert.Equal(3, personas.GetProperty("persona_recommendations").GetArrayLength());
        Assert.Equal(4, personas.GetProperty("popular_personas").GetArrayLength());
    }

    [Fact]
    public async Task Use_and_payments_are_those_of_the_log_and_the_money_ledger()
    {
        var user = await server.NewUserWith("basic_5h");
        var talker = await Talker.Of(server, user);
        await talker.Talk("s1", 900);
        await talker.Talk("s2", 600, discountPercent: 50);
        await user.Start("s3", "room_of_analytics");
        await user.End("s3", 60);

        var analytics = await user.Get("/user/analytics").Ok();
        Assert.Equal(
            ["user_id", "email", "full_name", "created_at", "last_login", "balance", "usage", "payments"], Names(analytics));
        var me = await user.Get("/auth/me").Ok();
        Assert.Equal(
            (me.Text("id"), me.Text("email"), me.Text("full_name"), me.Text("created_at"), me.Text("last_login")),
            (analytics.Text("user_id"), analytics.Text("email"), analytics.Text("full_name"), analytics.Text("created_at"), analytics.Text("last_login")));
        Assert.Equal((await user.Get("/time/balance").Ok()).GetProperty("balance").GetRawText(), analytics.GetProperty("balance").GetRawText());

        // 15 min at 0.8, 10 min at 0.4, 1 min at 1.
        var usage = analytics.GetProperty("usage");
        Assert.Equal(["total_sessions", "completed_sessions", "total_minutes_used", "total_hours_used"], Names(usage));
        Assert.Equal((3, 3), ((int)usage.Number("total_sessions"), (int)usage.Number("completed_sessions")));
        Assert.Equal((17m, 0.28m), (usage.Number("total_minutes_used"), usage.Number("total_hours_used")));

        var paid = analytics.GetProperty("payments");
        Assert.Equal(["total_spent_cents", "total_spent_display", "transaction_count"], Names(paid));
        var captured = (await user.Get("/user/payments").Ok()).GetProperty("payments").EnumerateArray().Sum(payment => payment.Number("amount_cents"));
        Assert.Equal((captured, 1m), (paid.Number("total_spent_cents"), paid.Number("transaction_count")));
        Assert.Equal("$44.99", paid.Text("total_spent_display"));

        var month = (await user.Get("/user/subscription").Ok()).GetProperty("usage");
        Assert.Equal((3m, 17m, 1m), (month.Number("sessions_this_month"), month.Number("minutes_used"), month.Number("personas_accessed")));
    }

    [Fact]
    public async Task What_went_back_is_not_spent_and_still_was_a_transaction()
    {
        var user = await server.NewUserWith("basic_5h");
        await server.Services.GetRequiredService<IGrainFactory>().GetGrain<IMoneyLedgerGrain>(await user.Id())
            .Record(new("re_1", MoneyKinds.Refund, -999, "usd", Samples.At));
        var paid = (await user.Get("/user/analytics").Ok()).GetProperty("payments");
        Assert.Equal((3500m, "$35.00", 1m), (paid.Number("total_spent_cents"), paid.Text("total_spent_display"), paid.Number("transaction_count")));
    }

    [Fact]
    public async Task Persona_analytics_tell_what_the_user_likes_and_what_others_do()
    {
        var user = await server.NewUserWith("basic_5h");
        var talker = await Talker.Of(server, user);
        await talker.Talk("s1", 900);
        await talker.Talk("s2", 600, discountPercent: 50);
        await talker.Talk("s3", 300, "zen-master", "wellness", 1000);

        var answer = await user.Get("/analytics/personas").Ok();
        Assert.Equal(["user_usage", "persona_recommendations", "popular_personas", "category_usage"], Names(answer));
        var usage = answer.GetProperty("user_usage");
        Assert.Equal(
            ["total_sessions", "total_minutes", "favorite_persona", "most_used_category", "average_session_length", "cost_savings_from_ads"], Names(usage));
        Assert.Equal((3m, 30m, 10m), (usage.Number("total_sessions"), usage.Number("total_minutes"), usage.Number("average_session_length")));
        Assert.Equal(("professor-oak-tutor", "education"), (usage.Text("favorite_persona"), usage.Text("most_used_category")));
        // Ten minutes at 0.8 for half the price save four base minutes at 10 $ an hour.
        Assert.Equal(0.67m, usage.Number("cost_savings_from_ads"));
        Assert.Equal("""{"education":66.7,"wellness":33.3}""", answer.GetProperty("category_usage").GetRawText());

        var recommended = answer.GetProperty("persona_recommendations").EnumerateArray().ToList();
        Assert.All(recommended, one => Assert.Equal(["slug", "name", "reason"], Names(one)));
        Assert.DoesNotContain(recommended, one => one.Text("slug") is "professor-oak-tutor" or "zen-master");
        Assert.All(recommended, one => Assert.NotEmpty(one.Text("reason")));

        var popular = answer.GetProperty("popular_personas").EnumerateArray().ToList();
        Assert.All(popular, one => Assert.Equal(["slug", "name", "usage_percent"], Names(one)));
        Assert.InRange(popular.Sum(one => one.Number("usage_percent")), 1, 100);
        Assert.Equal(popular.Select(one => one.Number("usage_percent")).OrderDescending(), popular.Select(one => one.Number("usage_percent")));
    }

    [Fact]
    public async Task Personas_with_an_age_restriction_are_recommended_to_who_is_old_enough_only()
    {
        var user = await server.NewUserWith("starter_1h");
        await (await Talker.Of(server, user)).Talk("s", 60, "zen-master", "wellness");
        Assert.DoesNotContain("mood-mentor", await Recommended());
        await user.Http.PatchAsync("/auth/me", JsonContent.Create(new { birth_date = "1990-12-31" })).Ok();
        Assert.Contains("mood-mentor", await Recommended());

        async Task<List<string?>> Recommended() =>
            [.. (await user.Get("/analytics/personas").Ok()).GetProperty("persona_recommendations").EnumerateArray().Select(one => one.Text("slug"))];
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_told_so()
    {
        await server.Anonymous.GetAsync("/user/analytics").Problem(401, "unauthorized");
        await server.Anonymous.GetAsync("/analytics/personas").Problem(401, "unauthorized");
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);
}
