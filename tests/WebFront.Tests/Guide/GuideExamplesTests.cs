using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>The integration guide's own code for purchases and subscriptions, unchanged, against the running server.</summary>
[Collection(FrontCollection.Name)]
public sealed class GuideExamplesTests(FrontServer server)
{
    [SkippableFact]
    public async Task The_purchase_example_ends_with_an_active_card_and_its_minutes()
    {
        var user = await server.NewUser();
        var run = await new GuideExamples(server, user).Call("purchaseTimeCard", "basic_5h");

        // A function that the guide gains is to be run here as well.
        Assert.Equal(["purchaseTimeCard", "subscribeToPlan", "getCurrentSubscription"], run.Functions);
        var bought = run.ReturnedAfter("POST /time-cards/purchase");
        Assert.True(bought.GetProperty("success").GetBoolean(), run.Said);
        Assert.Equal(330, bought.GetProperty("package").Number("total_minutes"));
        await Eventually.Is(async () => await user.Minutes() == 330, $"the purchase is credited: {run.Said}");
        var card = Assert.Single((await user.Get("/time/balance").Ok()).GetProperty("time_cards").EnumerateArray());
        Assert.Equal((bought.GetProperty("timeCard").Text("id"), "active"), (card.Text("id"), card.Text("status")));
    }

    [SkippableFact]
    public async Task The_subscription_examples_subscribe_show_and_cancel()
    {
        var user = await server.NewUser();
        var guide = new GuideExamples(server, user);

        var run = await guide.Call("subscribeToPlan", "premium_monthly");
        var made = run.ReturnedAfter("POST /subscriptions");
        Assert.True(made.GetProperty("success").GetBoolean(), run.Said);
        Assert.Equal("Premium Monthly", made.GetProperty("subscription").Text("plan"));
        Assert.Equal("Premium Monthly", run.Shown("updateSubscriptionStatus").GetString());
        await Eventually.Is(async () => (await user.Get("/user/subscription").Ok()).Text("tier") == "premium", $"the tier is premium: {run.Said}");

        Assert.Equal(("active", "premium_monthly", false), await Current(guide));

        run = await guide.Request("Cancel Subscription");
        Assert.True(run.ReturnedAfter("POST /subscriptions/cancel").GetProperty("cancelled").GetBoolean(), run.Said);
        Assert.Equal(("active", "premium_monthly", true), await Current(guide));
    }

    private static async Task<(string Status, string Plan, bool CancelAtPeriodEnd)> Current(GuideExamples guide)
    {
        var run = await guide.Call("getCurrentSubscription");
        var current = run.ReturnedAfter("GET /subscriptions/current");
        Assert.Equal(current.GetRawText(), run.Shown("updateSubscriptionDisplay").GetRawText());
        return (current.Text("status"), current.Text("plan"), current.GetProperty("cancel_at_period_end").GetBoolean());
    }
}
