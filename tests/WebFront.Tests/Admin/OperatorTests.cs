using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

public sealed class OperatorTests(AdminServer admin) : IClassFixture<AdminServer>
{
    [Fact]
    public async Task A_whole_refund_takes_the_minutes_and_shows_in_both_ledgers()
    {
        var user = await admin.Server.NewUser();
        var bought = await AdminServer.Buy(user);
        var refunded = await admin.Refund(bought.Text("time_card_id")).Ok();

        Assert.StartsWith("re_", refunded.Text("refund_id"));
        Assert.Equal(("succeeded", 999m), (refunded.Text("status"), refunded.Number("amount_cents")));
        Assert.Equal(("refunded", 0m), (refunded.GetProperty("time_card").Text("status"), refunded.GetProperty("time_card").Number("remaining_minutes")));
        Assert.Equal(0, await user.Minutes());
        await Eventually.Is(async () => (await Kinds(user)).SequenceEqual(["refund", "credit"]), "the ledger has the refund");

        var payments = (await user.Get("/user/payments").Ok()).GetProperty("payments");
        Assert.Equal(["refund", "payment"], payments.EnumerateArray().Select(payment => payment.Text("kind")));
        Assert.Equal((-999m, "asked for it"), (payments[0].Number("amount_cents"), payments[0].Text("reason")));
        Assert.DoesNotContain("olga", payments.GetRawText());
    }

    [Fact]
    public async Task A_refund_in_part_takes_its_part_once_however_often_it_is_ordered()
    {
        var user = await admin.Server.NewUser();
        var card = (await AdminServer.Buy(user)).Text("time_card_id");
        var first = await admin.Refund(card, 333, "part").Ok();
        var again = await admin.Refund(card, 333, "part").Ok();
        Assert.Equal(first.Text("refund_id"), again.Text("refund_id"));
        Assert.Equal(40, await user.Minutes());

        await admin.Refund(card, 666, "rest").Ok();
        Assert.Equal(0, await user.Minutes());
    }

    [Fact]
    public async Task A_refund_that_cannot_be_is_refused_and_changes_nothing()
    {
        var user = await admin.Server.NewUser();
        var card = (await AdminServer.Buy(user)).Text("time_card_id");
        await admin.Refund(card, 1000).Problem(409, "refund_refused");
        await admin.Refund(card, 0).Problem(400, "invalid_field");
        await admin.Refund(card, -5).Problem(400, "invalid_field");
        await admin.Refund("tcrd_unknown").Problem(404, "card_not_found");
        Assert.Equal(60, await user.Minutes());

        var unpaid = (await user.Post("/time/purchase", new { package_id = "starter_1h" }).Ok()).Text("time_card_id");
        await admin.Refund(unpaid).Problem(402, "card_not_paid");
    }

    [Fact]
    public async Task The_key_of_one_refund_does_not_order_another()
    {
        var user = await admin.Server.NewUser();
        var card = (await AdminServer.Buy(user)).Text("time_card_id");
        await admin.Refund(card, 333, "k").Ok();
        await admin.Refund(card, 111, "k").Problem(409, "idempotency_key_reused");
        Assert.Equal(40, await user.Minutes());
    }

    [Fact]
    public async Task Minutes_are_given_once_with_a_note_that_only_operators_see()
    {
        var user = await admin.Server.NewUser();
        var path = $"/admin/users/{await user.Id()}/credit";
        for (var i = 0; i < 2; i++)
        {
            var given = await admin.Post(path, new { minutes = 12.5, reason = "for the outage" }, "outage").Ok();
            Assert.Equal(12.5m, given.GetProperty("balance").Number("total_minutes"));
            Assert.Equal("active", given.GetProperty("time_card").Text("status"));
        }

        await admin.Post(path, new { minutes = 13, reason = "for the outage" }, "outage").Problem(409, "idempotency_key_reused");
        Assert.Equal(12.5m, await user.Minutes());
        await Eventually.Is(async () => (await Kinds(user)).Count == 1, "the ledger has the credit");
        var told = (await user.Get("/time/ledger").Ok()).GetProperty("entries")[0];
        Assert.Equal(("credit", 750_000_000m), (told.Text("kind"), told.Number("microseconds")));
        Assert.DoesNotContain("olga", told.GetRawText());
        Assert.DoesNotContain("for the outage", told.GetRawText());
        var noted = (await admin.Get($"/admin/users/{await user.Id()}").Ok()).GetProperty("recent_ledger")[0];
        Assert.Equal("olga: for the outage", noted.Text("note"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.004")]
    [InlineData("100000.01")]
    [InlineData("null")]
    public async Task Minutes_that_cannot_be_given_are_refused(string minutes)
    {
        var user = await admin.Server.NewUser();
        var body = JsonDocument.Parse($$"""{"minutes":{{minutes}},"reason":"r"}""").RootElement;
        await admin.Post($"/admin/users/{await user.Id()}/credit", body).Problem(400, "invalid_field");
        Assert.Equal(0, await user.Minutes());
    }

    [Fact]
    public async Task Minutes_for_nobody_are_refused() =>
        await admin.Post("/admin/users/nobody/credit", new { minutes = 1, reason = "r" }).Problem(404, "not_found");

    [Fact]
    public async Task A_user_is_found_by_id_and_by_address()
    {
        var user = await admin.Server.NewUser();
        var card = (await AdminServer.Buy(user)).Text("time_card_id");
        var byId = await admin.Get($"/admin/users/{await user.Id()}").Ok();
        Assert.Equal((user.Email, 60m, 0m), (byId.Text("email"), byId.GetProperty("balance").Number("total_minutes"), byId.Number("debt_microseconds")));
        Assert.Equal(card, Assert.Single(byId.GetProperty("time_cards").EnumerateArray()).Text("id"));
        Assert.Equal(999, byId.GetProperty("total_spent_cents").Number("usd"));
        Assert.Equal(byId.GetRawText(), (await admin.Get($"/admin/users/{user.Email.ToUpperInvariant()}").Ok()).GetRawText());

        await admin.Get("/admin/users/nobody").Problem(404, "not_found");
        await admin.Get("/admin/users/nobody@example.com").Problem(404, "not_found");
    }

    private static async Task<List<string>> Kinds(ApiUser user) =>
        [.. (await user.Get("/time/ledger").Ok()).GetProperty("entries").EnumerateArray().Select(entry => entry.Text("kind"))];
}
