using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Subscriptions;

/// <summary>Cancellations that are taken back, and cards that take over.</summary>
public sealed class SecondThoughtsTests : IAsyncLifetime
{
    private FrontServer server = null!;
    private StripeDesk stripe = null!;

    public async Task InitializeAsync()
    {
        server = await FrontServer.StartAnother(configure: null);
        stripe = new StripeDesk(server);
    }

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_cancellation_is_taken_back_and_the_subscription_is_renewed()
    {
        var (user, _) = await Subscriber();
        await user.Post("/subscriptions/resume", new { }).Problem(409, "subscription_not_cancelled");
        await user.Post("/subscriptions/cancel", new { }).Ok();
        var resumed = await user.Post("/subscriptions/resume", new { }, "back").Ok();
        Assert.True(resumed.GetProperty("resumed").GetBoolean());
        Assert.Equal(resumed.GetRawText(), (await user.Post("/subscriptions/resume", new { }, "back").Ok()).GetRawText());
        Assert.False((await user.Get("/subscriptions/current").Ok()).GetProperty("cancel_at_period_end").GetBoolean());

        await stripe.Advance(TimeSpan.FromDays(31.5));
        await Eventually.Is(
            async () => (await user.Get("/subscriptions/current").Ok()).Text("current_period_end") != resumed.Text("next_payment"), "it is renewed");
        Assert.Equal("premium", await TierOf(user));
    }

    [Fact]
    public async Task Without_a_subscription_there_is_nothing_to_take_back_or_to_pay_for()
    {
        var user = await server.NewUser();
        await user.Post("/subscriptions/resume", new { }).Problem(404, "no_subscription");
        await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_card_visa" }).Problem(404, "no_subscription");
        await user.Post("/subscriptions/payment-method", new { }).Problem(400, "invalid_payment_method");
    }

    [Fact]
    public async Task Another_card_pays_for_a_renewal_that_could_not_be_paid_unless_it_is_declined()
    {
        var (user, subscription) = await Subscriber();
        await stripe.LoseCards(subscription);
        await stripe.Advance(TimeSpan.FromDays(31.5));
        await Eventually.Is(async () => await StatusOf(user) == "past_due", "the renewal could not be paid");
        var before = await stripe.DefaultPaymentMethod(subscription);

        using (var refused = await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_card_chargeCustomerFail" }))
        {
            var problem = await refused.Json();
            Assert.Equal((402, "payment_declined", "Your card was declined."), ((int)refused.StatusCode, problem.Text("code"), problem.Text("detail")));
        }

        Assert.Equal(("past_due", before), (await StatusOf(user), await stripe.DefaultPaymentMethod(subscription)));
        await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_nobodys" }).Problem(402, "payment_declined");

        var paid = await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_card_mastercard" }, "card").Ok();
        Assert.Equal(("active", 0m), (paid.Text("status"), paid.Number("amount_due")));
        Assert.Equal(paid.GetRawText(), (await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_card_mastercard" }, "card").Ok()).GetRawText());
        Assert.NotEqual(before, await stripe.DefaultPaymentMethod(subscription));
        await Eventually.Is(async () => await Payments(user) == 2, "both periods are booked, once");

        await stripe.Advance(TimeSpan.FromDays(31));
        await Eventually.Is(async () => await Payments(user) == 3, "the new card pays the next renewal");
        Assert.Equal("premium", await TierOf(user));
    }

    [Fact]
    public async Task A_card_that_wants_its_holder_is_confirmed_with_the_secret()
    {
        var (user, subscription) = await Subscriber();
        await stripe.LoseCards(subscription);
        await stripe.Advance(TimeSpan.FromDays(31.5));
        await Eventually.Is(async () => await StatusOf(user) == "past_due", "the renewal could not be paid");

        var open = await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_card_authenticationRequired" }).Ok();
        Assert.Equal("past_due", open.Text("status"));
        Assert.True(open.Number("amount_due") > 0);
        Assert.Contains("_secret_", open.Text("client_secret"));
    }

    [Fact]
    public async Task Another_card_takes_over_while_nothing_is_open_and_pays_nothing_now()
    {
        var (user, subscription) = await Subscriber();
        var before = await stripe.DefaultPaymentMethod(subscription);
        await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_card_mastercard" }).Ok();
        Assert.NotEqual(before, await stripe.DefaultPaymentMethod(subscription));
        await Eventually.Is(async () => await Payments(user) == 1, "only the first period is paid");
    }

    [Fact]
    public async Task The_first_invoice_can_be_paid_with_it_too()
    {
        var user = await server.NewUser();
        await user.Post("/subscriptions", new { plan_id = "premium_monthly" }).Ok();
        Assert.Equal("active", (await user.Post("/subscriptions/payment-method", new { payment_method_id = "pm_card_visa" }).Ok()).Text("status"));
        Assert.Equal("premium", await TierOf(user));
    }

    private async Task<(ApiUser User, string Subscription)> Subscriber()
    {
        var user = await server.NewUser();
        var made = await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        return (user, made.Text("subscription_id"));
    }

    private static async Task<string> StatusOf(ApiUser user) => (await user.Get("/subscriptions/current").Ok()).Text("status");

    private static async Task<string> TierOf(ApiUser user) => (await user.Get("/user/subscription").Ok()).Text("tier");

    private static async Task<int> Payments(ApiUser user) => (await user.Get("/user/payments").Ok()).GetProperty("payments").GetArrayLength();
}
