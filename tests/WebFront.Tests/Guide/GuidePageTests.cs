using System.Net.Http.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>The integration guide's own JavaScript for web pages, unchanged, against the running server.</summary>
[Collection(FrontCollection.Name)]
public sealed class GuidePageTests(FrontServer server)
{
    private static readonly object FirstStep = PageStep.Returned(0);

    [SkippableFact]
    public async Task Every_function_of_the_guide_is_tried_here()
    {
        var run = await new GuidePage(server, User: null).Play();
        Assert.Equal(
            ["registerUser", "loginUser", "purchaseTimeCard", "startPersonaSession", "getUserTimeBalance", "subscribeToPlan",
                "getCurrentSubscription", "showAdForReward", "createCustomPersona", "connectToVoiceSession", "handleRemoteAudio"],
            run.Functions);
    }

    [SkippableFact]
    public async Task The_sign_in_examples_keep_tokens_that_open_the_account()
    {
        var email = $"{Guid.NewGuid():n}@example.com";
        var page = new GuidePage(server, User: null);

        var run = await page.Play(
            PageStep.Call("registerUser", email, "secure_password", "John Doe"),
            PageStep.Call("getUserTimeBalance"),
            PageStep.Call("loginUser", email, "secure_password"),
            PageStep.Call("loginUser", email, "another_password"));

        Assert.Equal("bearer", run.Returned(0).Text("token_type"));
        Assert.Equal(0, run.Returned(1).GetProperty("balance").Number("total_minutes"));
        var again = run.Returned(2);
        foreach (var kept in new[] { "access_token", "livekit_token", "livekit_url" }) Assert.Equal(again.Text(kept), run.Stored.Text(kept));
        Assert.Equal("Error: The e-mail address or the password is wrong.", run.Threw(3));
        using var user = server.WithToken(run.Stored.Text("access_token"));
        Assert.Equal((email, "John Doe"), await NameOf(user));
    }

    [SkippableFact]
    public async Task The_purchase_example_ends_with_an_active_card_and_its_minutes()
    {
        var user = await server.NewUser();
        var page = new GuidePage(server, user);
        var run = await page.Call("purchaseTimeCard", "basic_5h");

        var bought = run.ReturnedAfter("POST /time-cards/purchase");
        Assert.True(bought.GetProperty("success").GetBoolean(), run.Said);
        Assert.Equal(330, bought.GetProperty("package").Number("total_minutes"));
        await Eventually.Is(async () => await user.Minutes() == 330, $"the purchase is credited: {run.Said}");

        run = await page.Call("getUserTimeBalance");
        var shown = run.ReturnedAfter("GET /time/balance");
        Assert.Equal(["updateBalanceDisplay", "renderTimeCards"], run.Calls);
        Assert.Equal(330, run.Shown("updateBalanceDisplay").Number("total_minutes"));
        Assert.Equal(shown.GetProperty("time_cards").GetRawText(), run.Shown("renderTimeCards").GetRawText());
        var card = Assert.Single(run.Shown("renderTimeCards").EnumerateArray());
        Assert.Equal((bought.GetProperty("timeCard").Text("id"), "active"), (card.Text("id"), card.Text("status")));
    }

    [SkippableFact]
    public async Task The_subscription_examples_subscribe_show_and_cancel()
    {
        var user = await server.NewUser();
        var page = new GuidePage(server, user);

        var run = await page.Call("subscribeToPlan", "premium_monthly");
        var made = run.ReturnedAfter("POST /subscriptions");
        Assert.True(made.GetProperty("success").GetBoolean(), run.Said);
        Assert.Equal("Premium Monthly", made.GetProperty("subscription").Text("plan"));
        Assert.Equal("Premium Monthly", run.Shown("updateSubscriptionStatus").GetString());
        await Eventually.Is(async () => (await user.Get("/user/subscription").Ok()).Text("tier") == "premium", $"the tier is premium: {run.Said}");

        Assert.Equal(("active", "premium_monthly", false), await Current(page));

        run = await page.Play(PageStep.Request("Cancel Subscription"));
        Assert.True(run.ReturnedAfter("POST /subscriptions/cancel").GetProperty("cancelled").GetBoolean(), run.Said);
        Assert.Equal(("active", "premium_monthly", true), await Current(page));
    }

    [SkippableFact]
    public async Task The_room_example_joins_hears_others_and_is_metered()
    {
        var user = await server.NewUserWith("starter_1h");
        var room = $"voice_{Guid.NewGuid():n}";
        var token = await user.Post("/auth/token", new { room_name = room }).Ok();
        var friend = new { identity = "friend" };
        var track = new { kind = "audio", mediaStreamTrack = "sound" };

        var run = await new GuidePage(server, user).Play(
            PageStep.Call("connectToVoiceSession", token.Text("livekit_url"), token.Text("livekit_token"), room),
            PageStep.Call("handleRemoteAudio", FirstStep),
            PageStep.Emit(FirstStep, "participantConnected", friend),
            PageStep.Emit(FirstStep, "trackSubscribed", track, new { }, friend),
            PageStep.Emit(FirstStep, "trackSubscribed", track, new { }, new { identity = "guest" }),
            PageStep.Emit(FirstStep, "trackUnsubscribed", track, new { }, friend),
            PageStep.Emit(FirstStep, "participantDisconnected", friend));

        var joined = run.Returned(0);
        Assert.Equal((room, await user.Id()), (joined.Text("room"), joined.Text("identity")));
        Assert.True(joined.GetProperty("microphone").GetBoolean(), run.Said);
        Assert.False(joined.GetProperty("options").GetProperty("videoEnabled").GetBoolean());
        Assert.Equal(
            ["updateConnectionStatus", "updateConnectionStatus", "updateParticipantStatus", "updateParticipantStatus"], run.Calls);
        var heard = Assert.Single(run.Json.GetProperty("audioElements").EnumerateObject());
        Assert.Equal(("guest", true), (heard.Name, heard.Value.GetProperty("plays").GetBoolean()));
        Assert.Equal("sound", heard.Value.GetProperty("srcObject").GetProperty("tracks")[0].GetString());

        var session = $"/time/sessions/{token.GetProperty("session_id").GetRawText()}";
        await Eventually.Is(async () => (await user.Get(session).Ok()).Text("status") == "active", $"the session is metered: {run.Said}");
        await server.Anonymous.PostAsJsonAsync("/dev/livekit/leave", new { participant_sid = joined.Text("participant_sid") }).Ok();
    }

    [SkippableFact]
    public async Task The_custom_persona_example_makes_a_persona_that_only_its_maker_sees()
    {
        var user = await server.NewUser();
        var run = await new GuidePage(server, user).Call("createCustomPersona", new
        {
            name = "My Custom Tutor",
            summary = "Specialized math tutor for calculus",
            personality = "Patient, encouraging, uses visual examples",
            purpose = "Help students learn calculus concepts",
            category = "education",
        });

        var made = run.ReturnedAfter("POST /personas/custom");
        Assert.Equal(made.GetRawText(), run.Shown("addPersonaToList").GetRawText());
        var path = $"/personas/{made.Text("slug")}";
        Assert.Equal("Patient, encouraging, uses visual examples", (await user.Get(path).Ok()).Text("persona"));
        await server.Anonymous.GetAsync(path).Problem(404, "unknown_persona");
    }

    [SkippableFact]
    public async Task The_persona_session_example_talks_with_the_persona_at_its_rate()
    {
        var user = await server.NewUserWith("starter_1h");

        var run = await new GuidePage(server, user).Call("startPersonaSession", "professor-oak-tutor");

        var talking = run.ReturnedAfter("POST /personas/professor-oak-tutor/session");
        var joined = talking.GetProperty("room");
        Assert.StartsWith("persona_professor-oak-tutor_", joined.Text("room"));
        Assert.Equal((await user.Id(), true), (joined.Text("identity"), joined.GetProperty("microphone").GetBoolean()));
        Assert.Equal(["updateUIWithPersona", "updateBalanceDisplay", "updateCostInfo", "setupAdDisplay"], run.Calls);
        Assert.Equal("Professor Oak", run.Shown("updateUIWithPersona").Text("name"));
        Assert.Equal(60, run.Shown("updateBalanceDisplay").Number("total_minutes"));
        Assert.Equal((0.8m, 0.4m), (run.Shown("updateCostInfo").GetDecimal(), run.Shown("setupAdDisplay").GetDecimal()));
        var session = $"/time/sessions/{talking.Text("sessionId")}";
        await Eventually.Is(async () => (await user.Get(session).Ok()).Text("status") == "active", $"the session is metered: {run.Said}");
        await server.Anonymous.PostAsJsonAsync("/dev/livekit/leave", new { participant_sid = joined.Text("participant_sid") }).Ok();
    }

    [SkippableFact]
    public async Task The_ad_example_earns_a_discount_and_shows_it()
    {
        var run = await new GuidePage(server, await server.NewUser()).Call("showAdForReward", "video");

        Assert.True(run.ReturnedAfter("POST /ads/viewed").GetProperty("reward_earned").GetBoolean(), run.Said);
        Assert.Equal(["applyCostReduction", "showRewardMessage"], run.Calls);
        Assert.Equal(50, run.Shown("applyCostReduction").GetDecimal());
        Assert.Equal("Thanks for watching! Your next interaction is 50% off.", run.Shown("showRewardMessage").GetString());
    }

    private static async Task<(string Email, string Name)> NameOf(HttpClient user)
    {
        var me = await user.GetAsync("/auth/me").Ok();
        return (me.Text("email"), me.Text("full_name"));
    }

    private static async Task<(string Status, string Plan, bool CancelAtPeriodEnd)> Current(GuidePage page)
    {
        var run = await page.Call("getCurrentSubscription");
        var current = run.ReturnedAfter("GET /subscriptions/current");
        Assert.Equal(current.GetRawText(), run.Shown("updateSubscriptionDisplay").GetRawText());
        return (current.Text("status"), current.Text("plan"), current.GetProperty("cancel_at_period_end").GetBoolean());
    }
}
