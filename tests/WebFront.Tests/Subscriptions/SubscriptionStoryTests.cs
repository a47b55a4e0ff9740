using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Subscriptions;

/// <summary>The integration guide's subscriptions, over the wire to a simulated Stripe and back by its webhooks.</summary>
[Collection(FrontCollection.Name)]
public sealed class SubscriptionStoryTests(FrontServer server)
{
    private static readonly string[] PremiumFeatures =
        ["Access to all personas", "Ad-free experience", "Premium voice quality", "Create up to 3 custom personas", "Priority support"];

    private readonly StripeDesk stripe = new(server);

    [Fact]
    public async Task The_plans_are_those_of_the_guide()
    {
        var plans = (await server.Anonymous.GetAsync("/plans").Ok()).GetProperty("plans").EnumerateArray().ToList();
        Assert.Equal(["premium_monthly", "premium_yearly"], plans.Select(plan => plan.Text("id")));
        Assert.Equal(["id", "name", "price", "price_display", "currency", "interval", "features"], Names(plans[0]));
        Assert.Equal(
            ("Premium Monthly", 19.99m, "$19.99/month", "usd", "month"),
            (plans[0].Text("name"), plans[0].Number("price"), plans[0].Text("price_display"), plans[0].Text("currency"), plans[0].Text("interval")));
        Assert.Equal((199.99m, "$199.99/year", "year"), (plans[1].Number("price"), plans[1].Text("price_display"), plans[1].Text("interval")));
        Assert.Equal(PremiumFeatures, Texts(plans[0], "features"));
        Assert.Equal([.. PremiumFeatures, "2 months free compared to monthly"], Texts(plans[1], "features"));
    }

    [Fact]
    public async Task A_subscription_that_is_paid_at_once_is_shown_used_and_cancelled_as_in_the_guide()
    {
        var user = await server.NewUser();
        await user.Get("/subscriptions/current").Problem(404, "no_subscription");
        await user.Post("/subscriptions/cancel", new { }).Problem(404, "no_subscription");

        var made = await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        Assert.StartsWith("sub_", made.Text("subscription_id"));
        Assert.Equal(
            ("Premium Monthly", 19.99m, "usd", "month", 0m, "active"),
            (made.Text("plan"), made.Number("amount"), made.Text("currency"), made.Text("interval"), made.Number("amount_due"), made.Text("status")));
        await user.Post("/subscriptions", new { plan_id = "premium_yearly", payment_method_id = "pm_card_visa", pay_now = true }).Problem(409, "already_subscribed");

        var current = await user.Get("/subscriptions/current").Ok();
        Assert.Equal(
            ["status", "plan", "plan_name", "current_period_end", "cancel_at_period_end", "amount", "currency", "features"], Names(current));
        Assert.Equal(
            ("active", "premium_monthly", "Premium Monthly", false, 19.99m),
            (current.Text("status"), current.Text("plan"), current.Text("plan_name"), current.GetProperty("cancel_at_period_end").GetBoolean(),
                current.Number("amount")));
        Assert.Equal(PremiumFeatures, Texts(current, "features"));

        var worth = await user.Get("/user/subscription").Ok();
        Assert.Equal(("premium", JsonValueKind.Null), (worth.Text("tier"), worth.GetProperty("upgrade_benefits").ValueKind));
        Assert.Equal(PremiumFeatures, Texts(worth, "features"));
        await user.Post("/user/upgrade?tier=premium", new { }).Problem(409, "already_on_tier");

        for (var repeat = 0; repeat < 2; repeat++)
        {
            var cancelled = await user.Post("/subscriptions/cancel", new { }).Ok();
            Assert.True(cancelled.GetProperty("cancelled").GetBoolean());
            Assert.Equal("Your subscription will be cancelled at the end of the current billing period.", cancelled.Text("message"));
        }

        current = await user.Get("/subscriptions/current").Ok();
        Assert.Equal(("active", true), (current.Text("status"), current.GetProperty("cancel_at_period_end").GetBoolean()));
    }

    [Fact]
    public async Task What_the_client_confirms_itself_is_visible_and_worth_nothing_until_then()
    {
        var user = await server.NewUser();
        var made = await user.Post("/subscriptions", new { plan_id = "premium_yearly" }).Ok();
        Assert.Equal(("incomplete", 199.99m, "Premium Yearly"), (made.Text("status"), made.Number("amount_due"), made.Text("plan")));
        Assert.Equal("incomplete", (await user.Get("/subscriptions/current").Ok()).Text("status"));
        Assert.Equal("free", (await user.Get("/user/subscription").Ok()).Text("tier"));

        var again = await user.Post("/subscriptions", new { plan_id = "premium_yearly" }).Ok();
        Assert.Equal(made.Text("client_secret"), again.Text("client_secret"));
        await stripe.Confirm(made.Text("client_secret"));
        await TierBecomes(user, "premium");
        Assert.Equal("active", (await user.Get("/subscriptions/current").Ok()).Text("status"));
    }

    [Fact]
    public async Task As_in_the_guide_the_payment_method_pays_when_the_client_confirms()
    {
        var user = await server.NewUser();
        var made = await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa" }).Ok();
        Assert.Equal(("incomplete", 19.99m), (made.Text("status"), made.Number("amount_due")));
        Assert.Equal("free", (await user.Get("/user/subscription").Ok()).Text("tier"));

        await stripe.Confirm(made.Text("client_secret"), paymentMethod: null);
        await Eventually.Is(async () => (await user.Get("/user/subscription").Ok()).Text("tier") == "premium", "Stripe told of the payment");
        Assert.Equal("active", (await user.Get("/subscriptions/current").Ok()).Text("status"));
    }

    [Fact]
    public async Task A_declined_card_is_refused_with_Stripes_words_and_another_one_may_pay()
    {
        var user = await server.NewUser();
        var order = new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa_chargeDeclinedInsufficientFunds", pay_now = true };
        using var declined = await user.Post("/subscriptions", order);
        Assert.Equal((402, "Your card has insufficient funds."), ((int)declined.StatusCode, (await declined.Json()).Text("detail")));
        await user.Post("/subscriptions", order).Problem(402, "payment_declined");
        Assert.Equal("free", (await user.Get("/user/subscription").Ok()).Text("tier"));

        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_unknown", pay_now = true }).Problem(402, "payment_declined");
        var made = await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        Assert.Equal("active", made.Text("status"));
    }

    [Fact]
    public async Task A_coupon_takes_its_part_off_the_first_invoice_and_the_money_is_in_the_books()
    {
        var user = await server.NewUser();
        await user.Post("/subscriptions", new { plan_id = "premium_monthly", coupon_code = "NOSUCH" }).Problem(404, "unknown_coupon");
        var made = await user.Post("/subscriptions", new { plan_id = "premium_monthly", coupon_code = "welcome25" }).Ok();
        Assert.Equal((19.99m, 14.99m), (made.Number("amount"), made.Number("amount_due")));
        await stripe.Confirm(made.Text("client_secret"));
        await TierBecomes(user, "premium");
        await Eventually.Is(
            async () => (await user.Get("/user/payments").Ok()).GetRawText().Contains("1499", StringComparison.Ordinal), "the payment is in the books");
    }

    [Fact]
    public async Task Another_plan_is_taken_at_once()
    {
        var user = await server.NewUser();
        await user.Post("/subscriptions/change", new { plan_id = "premium_yearly" }).Problem(404, "no_subscription");
        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        var changed = await user.Post("/subscriptions/change", new { plan_id = "premium_yearly" }).Ok();
        Assert.Equal(("Premium Yearly", "active"), (changed.Text("plan"), changed.Text("status")));
        Assert.Equal("premium_yearly", (await user.Get("/subscriptions/current").Ok()).Text("plan"));
    }

    [Fact]
    public async Task A_request_repeated_with_its_key_subscribes_once()
    {
        var user = await server.NewUser();
        var order = new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true };
        var first = await user.Post("/subscriptions", order, "key-1").Ok();
        Assert.Equal(first.GetRawText(), (await user.Post("/subscriptions", order, "key-1").Ok()).GetRawText());
    }

    [Theory]
    [InlineData("{}", 400, "invalid_plan")]
    [InlineData("""{"plan_id":"no_such_plan"}""", 404, "unknown_plan")]
    [InlineData("""{"plan_id":"premium_monthly","payment_method_id":"pm card"}""", 400, "invalid_payment_method")]
    [InlineData("""{"plan_id":7}""", 400, "invalid_field")]
    public async Task A_malformed_order_is_refused(string body, int status, string code)
    {
        var user = await server.NewUser();
        await user.Post("/subscriptions", JsonSerializer.Deserialize<JsonElement>(body)).Problem(status, code);
        await user.Get("/subscriptions/current").Problem(404, "no_subscription");
    }

    [Fact]
    public async Task A_free_user_sees_what_was_used_and_what_an_upgrade_would_bring()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Start("s1", "room_of_usage");
        await user.End("s1", 90);

        var answer = await user.Get("/user/subscription").Ok();
        Assert.Equal(["tier", "features", "usage", "upgrade_benefits"], Names(answer));
        Assert.Equal("free", answer.Text("tier"));
        Assert.Equal(["Basic personas", "Ad-supported sessions", "Standard voice quality"], Texts(answer, "features"));
        var usage = answer.GetProperty("usage");
        Assert.Equal((1m, 1.5m, 0m), (usage.Number("sessions_this_month"), usage.Number("minutes_used"), usage.Number("personas_accessed")));
        var benefits = answer.GetProperty("upgrade_benefits");
        Assert.Equal(
            ["Remove all ads", "Access to premium personas", "Custom persona creation", "Priority support", "Advanced analytics"],
            Texts(benefits, "premium"));
        Assert.Equal("$19.99/month", benefits.Text("premium_price"));

        var upgrade = await user.Post("/user/upgrade?tier=premium", new { }).Ok();
        Assert.True(upgrade.GetProperty("upgrade_initiated").GetBoolean());
        Assert.Equal("Upgrade process initiated. You'll be redirected to payment.", upgrade.Text("message"));
        Assert.Equal(("premium", $"/payment/subscribe?tier=premium&user={await user.Id()}"), (upgrade.Text("target_tier"), upgrade.Text("payment_url")));
        await user.Post("/user/upgrade?tier=platinum", new { }).Problem(400, "invalid_tier");
        await user.Post("/user/upgrade", new { }).Problem(400, "invalid_tier");
        await user.Post("/user/upgrade?tier=free", new { }).Problem(409, "already_on_tier");
    }

    private static Task TierBecomes(ApiUser user, string tier) =>
        Eventually.Is(async () => (await user.Get("/user/subscription").Ok()).Text("tier") == tier, $"the tier is {tier}");

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string> Texts(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
}
