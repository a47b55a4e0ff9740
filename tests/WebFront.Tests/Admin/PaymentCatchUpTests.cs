using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Payments;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

/// <summary>Each has a server of its own: what webhooks are lost is ordered for all.</summary>
public sealed class PaymentCatchUpTests : IAsyncLifetime
{
    private readonly AdminServer admin = new();

    public Task InitializeAsync() => admin.InitializeAsync();

    public Task DisposeAsync() => admin.DisposeAsync();

    [Fact]
    public async Task What_lost_webhooks_told_is_caught_up_with_once()
    {
        var user = await admin.Server.NewUser();
        var bought = await AdminServer.Buy(user);
        await admin.Simulate("faults", new { fault = "lose_webhooks", count = 100 });
        var dispute = await admin.Dispute(bought);
        await admin.Decide(dispute, "lost");
        Assert.Equal(60, await user.Minutes());

        Assert.InRange(await CatchUp(), 3, 20);
        Assert.Equal(0, await user.Minutes());
        Assert.Equal([-999, 999], await Payments(user));
        await CatchUp();
        Assert.Equal([-999, 999], await Payments(user));
    }

    [Fact]
    public async Task A_payment_whose_webhook_was_lost_is_credited()
    {
        var user = await admin.Server.NewUser();
        await admin.Simulate("faults", new { fault = "lose_webhooks", count = 100 });
        var bought = await user.Post("/time/purchase", new { package_id = "starter_1h" }).Ok();
        var intent = bought.Text("payment_intent_id");
        await Confirm(intent, bought.Text("client_secret"));
        Assert.Equal(0, await user.Minutes());

        await CatchUp();
        Assert.Equal(60, await user.Minutes());
        await CatchUp();
        Assert.Equal(60, await user.Minutes());
    }

    [Fact]
    public async Task Webhooks_that_come_twice_or_late_count_once()
    {
        var user = await admin.Server.NewUser();
        await admin.Simulate("faults", new { fault = "duplicate_webhooks", count = 100 });
        var bought = await AdminServer.Buy(user);
        await admin.Refund(bought.Text("time_card_id"), 333).Ok();
        await admin.Simulate("faults", new { fault = "clear" });
        await CatchUp();

        Assert.Equal(40, await user.Minutes());
        Assert.Equal([-333, 999], await Payments(user));
    }

    private Task<int> CatchUp() => admin.Server.Services.GetRequiredService<PaymentCatchUp>().Run(CancellationToken.None);

    /// <summary>As the browser does it, with the intent's own secret.</summary>
    private async Task Confirm(string intent, string clientSecret)
    {
        var options = admin.Server.Services.GetRequiredService<MindBot.Gateways.Stripe.StripeOptions>();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/dev/stripe/v1/payment_intents/{intent}/confirm")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["payment_method"] = "pm_card_visa",
                ["return_url"] = "https://app.example.com/",
            }),
        };
        Assert.StartsWith(intent, clientSecret);
        request.Headers.Authorization = new("Bearer", options.SecretKey);
        await admin.Server.Anonymous.SendAsync(request).Ok();
    }

    private static async Task<decimal[]> Payments(ApiUser user) =>
        [.. (await user.Get("/user/payments").Ok()).GetProperty("payments").EnumerateArray().Select(payment => payment.Number("amount_cents"))];
}
