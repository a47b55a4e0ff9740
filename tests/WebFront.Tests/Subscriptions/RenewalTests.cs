using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Subscriptions;

/// <summary>Months pass at Stripe.</summary>
public sealed class RenewalTests : IAsyncLifetime
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
    public async Task A_subscription_is_renewed_then_not_paid_then_lost()
    {
        var user = await server.NewUser();
        var made = await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        var firstEnd = (await Current(user))!.Value.Text("current_period_end");

        await stripe.Advance(TimeSpan.FromDays(31.5));
        await Eventually.Is(
            async () => (await Current(user)) is { } renewed && renewed.Text("current_period_end") != firstEnd && renewed.Text("status") == "active",
            "the subscription is renewed");

        await stripe.LoseCards(made.Text("subscription_id"));
        await stripe.Advance(TimeSpan.FromDays(31.5));
        await Eventually.Is(async () => (await Current(user))?.Text("status") == "past_due", "the renewal could not be paid");
        Assert.Equal("premium", await TierOf(user));

        await stripe.Advance(TimeSpan.FromDays(20));
        await Eventually.Is(async () => await TierOf(user) == "free", "Stripe has given up");
        await user.Get("/subscriptions/current").Problem(404, "no_subscription");
    }

    [Fact]
    public async Task A_cancelled_subscription_ends_with_its_period()
    {
        var user = await server.NewUser();
        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        await user.Post("/subscriptions/cancel", new { }).Ok();
        Assert.Equal("premium", await TierOf(user));
        await stripe.Advance(TimeSpan.FromDays(31.5));
        await Eventually.Is(async () => await TierOf(user) == "free", "the subscription is over");
    }

    private static async Task<string> TierOf(ApiUser user) => (await user.Get("/user/subscription").Ok()).Text("tier");

    private static async Task<JsonElement?> Current(ApiUser user)
    {
        using var answer = await user.Get("/subscriptions/current");
        return answer.IsSuccessStatusCode ? await answer.Json() : null;
    }
}
