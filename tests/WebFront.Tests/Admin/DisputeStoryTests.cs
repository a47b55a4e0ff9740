using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

/// <summary>Refunds and disputes end to end: the simulated Stripe tells of them by signed webhooks.</summary>
public sealed class DisputeStoryTests(AdminServer admin) : IClassFixture<AdminServer>
{
    [Fact]
    public async Task A_dispute_stops_who_is_talking_and_a_win_thaws_the_card()
    {
        var user = await admin.Server.NewUser();
        var bought = await AdminServer.Buy(user);
        await user.Start("s", "room_disputed");
        var dispute = await admin.Dispute(bought);

        await Eventually.Is(async () => (await Session(user)).Text("status") == "completed", "the session is stopped");
        Assert.Equal("exhausted", (await Session(user)).Text("end_reason"));
        Assert.Equal((0m, "disputed"), (await user.Minutes(), await CardStatus(user)));
        await user.Post("/time/session/start", new { session_id = "t", room_name = "room_disputed" }).Problem(402, "insufficient_balance");
        await Eventually.Is(async () => await Outcome(dispute) == "open", "operators see it");

        await admin.Decide(dispute, "won");
        await Eventually.Is(async () => await CardStatus(user) == "active", "the card is thawed");
        Assert.InRange(await user.Minutes(), 59, 60);
        await Eventually.Is(async () => (await Payments(user)).SequenceEqual([999, -999, 999]), "the money is back");
        await Eventually.Is(async () => await Outcome(dispute) == "won", "operators see it");
    }

    [Fact]
    public async Task A_lost_dispute_revokes_the_time_and_what_was_talked_away_is_owed()
    {
        var user = await admin.Server.NewUser();
        var bought = await AdminServer.Buy(user);
        await user.Start("s", "room_lost");
        await user.End("s", 600);
        var dispute = await admin.Dispute(bought, "product_not_received");
        await Eventually.Is(async () => await CardStatus(user) == "disputed", "the card is frozen");

        await admin.Decide(dispute, "lost");
        await Eventually.Is(async () => await CardStatus(user) == "refunded", "the card is revoked");
        var found = await admin.Get($"/admin/users/{await user.Id()}").Ok();
        Assert.Equal(600_000_000, found.Number("debt_microseconds"));
        Assert.Equal(0, found.GetProperty("total_spent_cents").Number("usd"));
        await Eventually.Is(async () => await Outcome(dispute) == "lost", "operators see it");
        await admin.Refund(bought.Text("time_card_id")).Problem(409, "refund_refused");

        await AdminServer.Buy(user);
        Assert.Equal(50, await user.Minutes());
    }

    [Fact]
    public async Task An_inquiry_changes_nothing()
    {
        var user = await admin.Server.NewUser();
        var bought = await AdminServer.Buy(user);
        var inquiry = await admin.Dispute(bought, "inquiry");
        await admin.Decide(inquiry, "warning_closed");
        var real = await admin.Dispute(await AdminServer.Buy(user));
        await Eventually.Is(async () => await Outcome(real) == "open", "a later dispute is listed");

        Assert.Null(await Outcome(inquiry));
        Assert.Equal(60, await user.Minutes());
    }

    [Fact]
    public async Task The_buyer_of_a_gift_owes_what_its_new_owner_talked_away()
    {
        var (buyer, friend) = (await admin.Server.NewUser(), await admin.Server.NewUser());
        var bought = await AdminServer.Buy(buyer, gift: true);
        await friend.Post("/time/activate", new { activation_code = bought.Text("activation_code") }).Ok();
        await friend.Start("s", "room_gift");
        await friend.End("s", 600);
        await admin.Decide(await admin.Dispute(bought), "lost");

        await Eventually.Is(async () => await CardStatus(friend) == "refunded", "the gift is revoked");
        await Eventually.Is(async () => (await admin.Get($"/admin/users/{await buyer.Id()}").Ok()).Number("debt_microseconds") == 600_000_000, "the buyer owes");
        Assert.Equal(0, (await admin.Get($"/admin/users/{await friend.Id()}").Ok()).Number("debt_microseconds"));
    }

    [Fact]
    public async Task A_refund_that_fails_at_the_bank_gives_the_minutes_back()
    {
        var user = await admin.Server.NewUser();
        var card = (await AdminServer.Buy(user, "pm_card_refundFail")).Text("time_card_id");
        await admin.Refund(card).Ok();
        Assert.Equal(0, await user.Minutes());

        await admin.Simulate("clock", new { advance_seconds = 120 });
        await Eventually.Is(async () => await user.Minutes() == 60, "the minutes are back");
        await Eventually.Is(async () => (await Payments(user)).SequenceEqual([999, -999, 999]), "the money is ours again");
    }

    [Fact]
    public async Task Disputes_are_listed_newest_first_and_the_limit_is_checked()
    {
        var user = await admin.Server.NewUser();
        var first = await admin.Dispute(await AdminServer.Buy(user));
        await Eventually.Is(async () => await Outcome(first) == "open", "the first is listed");
        var second = await admin.Dispute(await AdminServer.Buy(user));
        await Eventually.Is(async () => await Outcome(second) == "open", "the second is listed");

        var newest = Assert.Single((await admin.Get("/admin/disputes?limit=1").Ok()).GetProperty("disputes").EnumerateArray());
        Assert.Equal((second, await user.Id(), 999m, "usd"), (newest.Text("id"), newest.Text("user_id"), newest.Number("amount_cents"), newest.Text("currency")));
        await admin.Get("/admin/disputes?limit=0").Problem(400, "invalid_parameter");
        await admin.Get("/admin/disputes?limit=501").Problem(400, "invalid_parameter");
    }

    private static Task<JsonElement> Session(ApiUser user) => user.Get("/time/sessions/s").Ok();

    private static async Task<string> CardStatus(ApiUser user) =>
        (await user.Get("/time/balance").Ok()).GetProperty("time_cards")[0].Text("status");

    private static async Task<IEnumerable<decimal>> Payments(ApiUser user) =>
        (await user.Get("/user/payments").Ok()).GetProperty("payments").EnumerateArray().Select(payment => payment.Number("amount_cents"));

    private async Task<string?> Outcome(string dispute)
    {
        var listed = (await admin.Get("/admin/disputes?limit=500").Ok()).GetProperty("disputes").EnumerateArray();
        return listed.Where(one => one.Text("id") == dispute).Select(one => one.Text("outcome")).SingleOrDefault();
    }
}
