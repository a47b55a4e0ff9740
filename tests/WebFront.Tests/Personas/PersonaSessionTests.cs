using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Simulators.LiveKit;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Personas;

[Collection(FrontCollection.Name)]
public sealed class PersonaSessionTests(FrontServer server)
{
    private const string Oak = "professor-oak-tutor";

    [Fact]
    public async Task The_answer_is_that_of_the_guide()
    {
        var user = await server.NewUserWith("basic_5h");
        var answer = await user.Post($"/personas/{Oak}/session", new { room_name = "my_room_a", enable_ads = true, quality_preference = "standard" }).Ok();
        Assert.Equal(
            [
                "session_started", "room_name", "livekit_token", "livekit_url", "persona", "session_id", "time_balance", "estimated_cost_per_minute",
                "ads_enabled", "cost_savings", "premium_features_available", "rate_permille", "discount_percent", "session_limit_minutes",
                "daily_minutes_left",
            ],
            answer.EnumerateObject().Select(field => field.Name));
        Assert.True(answer.GetProperty("session_started").GetBoolean());
        Assert.Equal("my_room_a", answer.Text("room_name"));
        Assert.Matches($"^persona_{Oak}_[0-9]+$", answer.Text("session_id"));
        var persona = answer.GetProperty("persona");
        Assert.Equal(["name", "slug", "summary", "cost_multiplier", "voice", "ad_supported"], persona.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ("Professor Oak", Oak, 0.8m, "onyx"),
            (persona.Text("name"), persona.Text("slug"), persona.Number("cost_multiplier"), persona.GetProperty("voice").Text("tts")));
        Assert.Equal(330, answer.GetProperty("time_balance").Number("total_minutes"));
        Assert.Equal("0.8", answer.GetProperty("estimated_cost_per_minute").GetRawText());
        Assert.Equal("0.4", answer.GetProperty("cost_savings").GetRawText());
        Assert.True(answer.GetProperty("ads_enabled").GetBoolean());
        Assert.Empty(answer.GetProperty("premium_features_available").EnumerateArray());
    }

    [Fact]
    public async Task Everything_in_the_body_is_optional_and_the_room_cannot_be_guessed()
    {
        var user = await server.NewUserWith("starter_1h");
        using var withoutBody = await user.Http.PostAsync("/personas/Professor_Oak_Tutor/session", null);
        var first = await withoutBody.Json();
        var second = await Start(user).Ok();
        Assert.Matches($"^persona_{Oak}_[0-9a-f]{{16}}$", first.Text("room_name"));
        Assert.NotEqual(first.Text("room_name"), second.Text("room_name"));
        Assert.NotEqual(first.Text("session_id"), second.Text("session_id"));
        Assert.True(second.GetProperty("ads_enabled").GetBoolean());
        await (await server.NewUser()).Post("/auth/token", new { room_name = first.Text("room_name") }).Problem(403, "room_taken");
    }

    [Fact]
    public async Task The_token_opens_that_room_alone_and_tells_the_session_but_not_the_prompt()
    {
        var user = await server.NewUserWith("starter_1h");
        var answer = await Start(user).Ok();
        var token = JsonDocument.Parse(Base64Url.DecodeFromChars(answer.Text("livekit_token").Split('.')[1])).RootElement;
        Assert.Equal((await user.Id(), answer.Text("room_name")), (token.Text("sub"), token.GetProperty("video").Text("room")));
        Assert.Equal(answer.Text("session_id"), token.GetProperty("attributes").Text("mindbot.session_id"));
        Assert.DoesNotContain("You are", token.GetRawText());
        Assert.False(token.TryGetProperty("metadata", out _));
        Assert.False(token.TryGetProperty("roomConfig", out _));

        await Eventually.Is(() => RoomOf(answer) is { Agents.Length: 1 }, "the room is made with its agent");
        var agent = JsonDocument.Parse(RoomOf(answer)!.Agents[0].Metadata).RootElement;
        Assert.Equal(
            ["version", "session_id", "slug", "name", "prompt", "voice", "tools", "quality"], agent.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            (answer.Text("session_id"), Oak, "standard", "mindbot-persona"),
            (agent.Text("session_id"), agent.Text("slug"), agent.Text("quality"), RoomOf(answer)!.Agents[0].AgentName));
        Assert.Contains("You are Professor Oak", agent.Text("prompt"));
        Assert.Contains("create_quiz", agent.GetProperty("tools").EnumerateArray().Select(tool => tool.GetString()));
    }

    [Fact]
    public async Task Whoever_joins_is_metered_at_the_personas_rate_and_list_session_and_receipt_say_so()
    {
        var user = await server.NewUserWith("starter_1h");
        var answer = await Start(user).Ok();
        var id = answer.Text("session_id");
        Assert.Equal("pending", (await Session(user, id)).Text("status"));
        server.Services.GetRequiredService<LiveKitSimulator>().Join(answer.Text("livekit_token"));
        await Eventually.Is(async () => (await Session(user, id)).Text("status") == "active", "metered");

        var listed = (await user.Get("/time/sessions").Ok()).GetProperty("sessions")[0];
        Assert.Equal((Oak, 800), (listed.GetProperty("persona").Text("slug"), listed.Number("rate_permille")));
        await user.End(id, 0);
        var receipt = await user.Get($"/time/sessions/{id}/receipt").Ok();
        Assert.Equal(
            ("Professor Oak", 0.8m, 0m),
            (receipt.GetProperty("persona").Text("name"), receipt.GetProperty("persona").Number("cost_multiplier"),
                receipt.GetProperty("persona").Number("discount_percent")));
        Assert.All(receipt.GetProperty("segments").EnumerateArray(), segment => Assert.Equal(800, segment.Number("rate_permille")));
        Assert.Equal(Oak, (await user.Get("/time/sessions").Ok()).GetProperty("sessions")[0].GetProperty("persona").Text("slug"));
    }

    [Fact]
    public async Task A_watched_ad_takes_its_percent_off_one_session()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Post("/ads/viewed", new { ad_id = "ad", persona_slug = Oak, view_duration = 30 }).Ok();
        var without = await Start(user, new { enable_ads = false }).Ok();
        Assert.Equal((800m, 0m, false), (without.Number("rate_permille"), without.Number("cost_savings"), without.GetProperty("ads_enabled").GetBoolean()));

        var with = await Start(user, key: "once").Ok();
        Assert.Equal(
            (400m, 50m, 0.4m, 0.4m),
            (with.Number("rate_permille"), with.Number("discount_percent"), with.Number("estimated_cost_per_minute"), with.Number("cost_savings")));
        Assert.Equal(with.GetRawText(), (await Start(user, key: "once").Ok()).GetRawText());
        Assert.Equal(800, (await Start(user).Ok()).Number("rate_permille"));

        await user.Start(with.Text("session_id"), with.Text("room_name"));
        Assert.Equal(10, (await user.End(with.Text("session_id"), 25 * 60)).Number("cost_minutes"));
    }

    [Fact]
    public async Task A_discount_does_not_pass_from_a_session_that_never_starts_to_another_in_its_room()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Post("/ads/viewed", new { ad_id = "ad", persona_slug = Oak, view_duration = 30 }).Ok();
        var quoted = await Start(user).Ok();
        Assert.Equal(400, quoted.Number("rate_permille"));
        await user.Start("other", quoted.Text("room_name"));
        Assert.Equal(800, (await Session(user, "other")).Number("rate_permille"));

        // That called the quoted one off, and its discount is free again.
        await user.Post("/time/session/start", new { session_id = quoted.Text("session_id"), room_name = quoted.Text("room_name") }).Problem(409, "session_finished");
        var again = await Start(user).Ok();
        await user.Start(again.Text("session_id"), again.Text("room_name"));
        Assert.Equal(400, (await Session(user, again.Text("session_id"))).Number("rate_permille"));
        await user.Start("heir", again.Text("room_name"));
        Assert.Equal(400, (await Session(user, "heir")).Number("rate_permille"));
    }

    [Fact]
    public async Task Premium_hears_better_and_sees_no_ads()
    {
        var user = await server.NewUserWith("starter_1h");
        await Start(user, new { quality_preference = "premium" }).Problem(403, "tier_required");
        await user.Post("/personas/curious-sage/session", new { }).Problem(403, "tier_required");

        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        await user.Post("/personas/curious-sage/session", new { }).Ok();
        var answer = await Start(user, new { quality_preference = "premium" }).Ok();
        Assert.Equal((false, 0m), (answer.GetProperty("ads_enabled").GetBoolean(), answer.Number("cost_savings")));
        Assert.Equal(
            ["homework_checker", "study_plan_generator", "progress_tracking"],
            answer.GetProperty("premium_features_available").EnumerateArray().Select(feature => feature.GetString()));
    }

    [Fact]
    public async Task Unusable_orders_are_refused()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Post("/personas/nobody/session", new { }).Problem(404, "unknown_persona");
        using var foreign = await Start(user, new { quality_preference = "ultra" });
        Assert.Contains("standard, premium", (await foreign.Json()).Text("detail"));
        await Start(user, new { quality_preference = "ultra" }).Problem(400, "invalid_quality");
        await Start(user, new { room_name = "a room" }).Problem(400, "invalid_room_name");
        await Start(user, new { room_name = $"lobby_{await user.Id()}" }).Problem(403, "room_reserved");
        await Start(user, new { room_name = $"persona_{Oak}_0123456789abcdef" }).Problem(403, "room_taken");
        await Start(await server.NewUser()).Problem(402, "insufficient_balance");
        await server.Anonymous.PostAsync($"/personas/{Oak}/session", null).Problem(401, "unauthorized");

        var holder = await server.NewUserWith("starter_1h");
        await Start(holder, new { room_name = "room_of_another" }).Ok();
        await Start(user, new { room_name = "room_of_another" }).Problem(403, "room_taken");
    }

    [Fact]
    public async Task An_age_must_be_known_and_reached()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Post("/personas/exam-coach/session", new { }).Problem(403, "age_unknown");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await Born(user, today.AddYears(-13).AddDays(2)).Ok();
        await user.Post("/personas/exam-coach/session", new { }).Problem(403, "age_restricted");
        await Born(user, today.AddYears(-13)).Ok();
        await user.Post("/personas/exam-coach/session", new { }).Ok();
    }

    [Fact]
    public async Task A_used_up_day_is_refused_and_says_when_the_next_begins()
    {
        var user = await server.NewUserWith("basic_5h");
        for (var i = 0; i < 2; i++)
        {
            var half = await user.Post("/personas/story-bear/session", new { }).Ok();
            Assert.Equal(60 - 30 * i, half.Number("daily_minutes_left"));
            await user.Start(half.Text("session_id"), half.Text("room_name"));
            await user.End(half.Text("session_id"), 30 * 60);
        }

        using var refused = await user.Post("/personas/story-bear/session", new { });
        var problem = await refused.Json();
        Assert.Equal((403, "daily_limit_reached"), ((int)refused.StatusCode, problem.Text("code")));
        Assert.Contains("00:00 UTC", problem.Text("detail"));
        await Start(user).Ok();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_without_a_persona_in_its_room_goes_on_with_the_persona(bool isLive)
    {
        var user = await server.NewUserWith("basic_5h");
        var answer = await user.Post("/personas/story-bear/session", new { }).Ok();
        var room = answer.Text("room_name");
        if (isLive) await user.Start(answer.Text("session_id"), room);
        await user.Start("mine", room);
        var session = await Session(user, "mine");
        Assert.Equal(("story-bear", 700m), (session.GetProperty("persona").Text("slug"), session.Number("rate_permille")));
        await user.Post("/time/session/end", new { session_id = "mine", duration_seconds = 31 * 60 }).Problem(400, "duration_too_long");
        Assert.Equal(14, (await user.End("mine", 20 * 60)).Number("cost_minutes"));
        if (isLive) Assert.Equal("superseded", (await Session(user, answer.Text("session_id"))).Text("end_reason"));
    }

    [Fact]
    public async Task A_persona_start_takes_over_the_room_of_another_session_at_its_own_rate()
    {
        var user = await server.NewUserWith("basic_5h");
        await user.Start("plain", "shared_room");
        var answer = await Start(user, new { room_name = "shared_room" }).Ok();
        Assert.Equal("superseded", (await Session(user, "plain")).Text("end_reason"));
        Assert.Equal(("active", 800m), ((await Session(user, answer.Text("session_id"))).Text("status"), (await Session(user, answer.Text("session_id"))).Number("rate_permille")));

        var pending = (await user.Post("/auth/token", new { room_name = "waiting_room" }).Ok()).GetProperty("session_id").GetRawText();
        var second = await Start(user, new { room_name = "waiting_room" }).Ok();
        Assert.Equal("cancelled", (await Session(user, pending)).Text("status"));
        Assert.Equal("pending", (await Session(user, second.Text("session_id"))).Text("status"));
        var token = await user.Post("/auth/token", new { room_name = "waiting_room" }).Ok();
        Assert.Equal(second.Text("session_id"), token.Text("session_id"));
    }

    private LiveKitRoom? RoomOf(JsonElement answer) =>
        server.Services.GetRequiredService<LiveKitSimulator>().Rooms().FirstOrDefault(room => room.Name == answer.Text("room_name"));

    private static Task<HttpResponseMessage> Start(ApiUser user, object? body = null, string? key = null) =>
        user.Post($"/personas/{Oak}/session", body ?? new { }, key);

    private static Task<JsonElement> Session(ApiUser user, string id) => user.Get($"/time/sessions/{id}").Ok();

    private static Task<HttpResponseMessage> Born(ApiUser user, DateOnly date) =>
        user.Http.PatchAsync("/auth/me", System.Net.Http.Json.JsonContent.Create(new { birth_date = date.ToString("yyyy-MM-dd") }));
}
