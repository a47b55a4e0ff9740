using System.Text.RegularExpressions;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

/// <summary>The story of the integration guide, with its numbers.</summary>
[Collection(FrontCollection.Name)]
public sealed partial class GuideStoryTests(FrontServer server)
{
    [Fact]
    public async Task Five_hours_and_a_bonus_are_bought_talked_away_in_part_and_accounted_for()
    {
        var user = await server.NewUser();
        Assert.Equal("bearer", user.SignedIn.Text("token_type"));
        Assert.Equal($"ws://{server.Address.Authority}/dev/livekit", user.SignedIn.Text("livekit_url"));

        var bought = await user.Post("/time/purchase",
            new { package_id = "basic_5h", payment_method_id = "pm_card_visa", save_payment_method = false }).Ok();
        Assert.StartsWith("pi_", bought.Text("payment_intent_id"));
        Assert.StartsWith(bought.Text("payment_intent_id") + "_secret_", bought.Text("client_secret"));
        Assert.Matches("^tcrd_[a-z]{24}$", bought.Text("time_card_id"));
        Assert.Matches("^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$", bought.Text("activation_code"));
        Assert.Equal("""{"name":"Basic Pack","hours":5,"bonus_minutes":30,"total_minutes":330}""", bought.GetProperty("package").GetRawText());
        Assert.Equal("succeeded", bought.Text("payment_status"));
        Assert.Equal(0, bought.Number("amount_due"));

        var balance = await user.Get("/time/balance").Ok();
        Assert.StartsWith("""{"total_minutes":330,"total_hours":5.5,"active_cards":1,"next_expiration":""", balance.GetProperty("balance").GetRawText());
        var card = Assert.Single(balance.GetProperty("time_cards").EnumerateArray());
        Assert.Equal((bought.Text("time_card_id"), "active"), (card.Text("id"), card.Text("status")));
        Assert.Matches(Instant(), card.Text("activated_at"));

        var started = await user.Start("session_123456", "voice_room_guide");
        Assert.Equal("session_123456", started.Text("session_id"));
        Assert.Matches(Instant(), started.Text("start_time"));
        Assert.Equal(330, started.Number("remaining_balance_minutes"));

        var ended = await user.End("session_123456", 900);
        Assert.Equal(
            """{"session_id":"session_123456","duration_seconds":900,"cost_minutes":15,"status":"completed","remaining_balance":{"total_minutes":315,"total_hours":5.25,"active_cards":1}}""",
            ended.GetRawText());
        Assert.Equal(ended.GetRawText(), (await user.End("session_123456", 5)).GetRawText());

        var listed = Assert.Single((await user.Get("/time/sessions?limit=50").Ok()).GetProperty("sessions").EnumerateArray());
        Assert.Equal(("session_123456", "voice_room_guide", "completed"), (listed.Text("session_id"), listed.Text("room_name"), listed.Text("status")));
        Assert.Equal((900m, 15m), (listed.Number("duration_seconds"), listed.Number("cost_minutes")));
        Assert.Equal(started.Text("start_time"), listed.Text("start_time"));
    }

    [Fact]
    public async Task The_receipt_and_the_ledger_add_up_to_the_microsecond()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Start("s1", "room_receipt");
        await user.End("s1", 61.5m);

        var receipt = await user.Get("/time/sessions/s1/receipt").Ok();
        var segments = receipt.GetProperty("segments").EnumerateArray().ToList();
        Assert.All(segments, segment =>
        {
            Assert.Equal(segment.Number("elapsed_ms") * segment.Number("rate_permille"),
                segment.Number("microseconds") + segment.Number("forgiven_microseconds"));
            Assert.Equal(segment.Number("microseconds"), segment.GetProperty("debits").EnumerateArray().Sum(debit => debit.Number("microseconds")));
        });
        Assert.Equal(61_500_000, receipt.GetProperty("totals").Number("microseconds"));
        Assert.Equal(segments.Sum(segment => segment.Number("microseconds")), receipt.GetProperty("totals").Number("microseconds"));
        Assert.Equal(("client_ended", 1.02m), (receipt.Text("end_reason"), receipt.Number("cost_minutes")));

        var ledger = await user.Get("/time/ledger").Ok();
        var entries = ledger.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["consumption", "credit"], entries.Select(entry => entry.Text("kind")));
        Assert.Equal(3_600_000_000 - 61_500_000, ledger.Number("balance_microseconds"));
        Assert.Equal(entries.Sum(entry => entry.Number("microseconds")), ledger.Number("sum_microseconds"));
        Assert.Equal(ledger.Number("balance_microseconds"), ledger.Number("sum_microseconds") - ledger.Number("provisional_microseconds"));
    }

    [Fact]
    public async Task A_purchase_without_a_payment_method_waits_for_the_client_to_confirm()
    {
        var user = await server.NewUser();
        var bought = await user.Post("/time-cards/purchase", new { package_id = "basic_5h", save_payment_method = true }).Ok();

        Assert.Equal(("requires_payment_method", 4499m), (bought.Text("payment_status"), bought.Number("amount_due")));
        Assert.Equal("pending_payment", bought.GetProperty("time_card").Text("status"));
        Assert.Equal(0, await user.Minutes());
        await user.Post("/time/activate", new { activation_code = bought.Text("activation_code") }).Problem(402, "card_not_paid");
    }

    [Fact]
    public async Task A_gift_is_redeemed_by_somebody_else_once_however_its_code_is_typed()
    {
        var (buyer, friend) = (await server.NewUser(), await server.NewUser());
        var bought = await buyer.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa", gift = true }).Ok();
        Assert.Equal(("paid", 0m), (bought.GetProperty("time_card").Text("status"), await buyer.Minutes()));

        var typed = bought.Text("activation_code").Replace("-", " ").ToLowerInvariant();
        var activated = await friend.Post("/time/activate", new { activation_code = typed }).Ok();
        Assert.Equal("Time card activated successfully", activated.Text("message"));
        Assert.Equal(60, activated.GetProperty("time_card").Number("remaining_minutes"));
        Assert.Equal(60, await friend.Minutes());

        await buyer.Post("/time/activate", new { activation_code = typed }).Problem(409, "card_redeemed");
        await friend.Post("/time/activate", new { activation_code = typed }).Ok();
        Assert.Equal(60, await friend.Minutes());
    }

    [Fact]
    public async Task A_room_token_names_its_session_by_a_number_that_can_be_used_as_one()
    {
        var user = await server.NewUserWith("starter_1h");
        var token = await user.Post("/auth/token", new { room_name = "voice_session_123", participant_name = "John Doe" }).Ok();
        var sessionId = token.GetProperty("session_id").GetInt64();

        var again = await user.Post("/auth/token", new { room_name = "voice_session_123" }).Ok();
        Assert.Equal(sessionId, again.GetProperty("session_id").GetInt64());
        var started = await user.Post("/time/session/start", new { session_id = sessionId, room_name = "voice_session_123" }).Ok();
        Assert.Equal(sessionId.ToString(), started.Text("session_id"));
        await user.Post("/time/session/end", new { session_id = sessionId, duration_seconds = 60 }).Ok();
        Assert.Equal(59, await user.Minutes());
    }

    [Fact]
    public async Task Signing_in_again_shows_in_the_profile()
    {
        var user = await server.NewUser();
        var before = await user.Get("/auth/me").Ok();
        Assert.Equal((user.Email, "John Doe"), (before.Text("email"), before.Text("full_name")));
        Assert.Equal(before.Text("created_at"), before.Text("last_login"));

        using var answer = await server.Anonymous.PostAsync("/auth/login",
            System.Net.Http.Json.JsonContent.Create(new { email = user.Email.ToUpperInvariant(), password = "secure_password" }));
        var again = server.WithToken((await answer.Json()).Text("access_token"));
        var after = await again.GetAsync("/auth/me").Ok();
        Assert.Equal(before.Text("id"), after.Text("id"));
        Assert.True(string.CompareOrdinal(before.Text("last_login"), after.Text("last_login")) < 0);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Instant();
}
