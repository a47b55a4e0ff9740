using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Payments;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Subscriptions;

/// <summary>
/// Money of subscriptions that goes back at Stripe's own desk, whose charges carry nothing of ours. Row by row: what the user has paid in the end, by
/// Stripe's books and ours alike, and what the entries are, newest first.
/// </summary>
public sealed class ReturnedMoneyTests(AdminServer admin) : IClassFixture<AdminServer>
{
    private const string Card = "pm_card_visa";

    private static readonly Dictionary<string, (string Card, Func<StripeDesk, JsonElement, Task> Happens, long Cents, long[] Entries)> Rows = new()
    {
        ["refunded whole"] = (Card, (stripe, charge) => stripe.Refund(charge), 0, [-1999, 1999]),
        ["refunded in part"] = (Card, (stripe, charge) => stripe.Refund(charge, 999), 1000, [-999, 1999]),
        ["refunded in two parts"] = (Card, async (stripe, charge) =>
        {
            await stripe.Refund(charge, 500);
            await stripe.Refund(charge, 1499);
        }
        , 0, [-1499, -500, 1999]),
        ["a refund that failed"] = ("pm_card_refundFail", async (stripe, charge) =>
        {
            await stripe.Refund(charge);
            await stripe.Advance(TimeSpan.FromMinutes(2));
        }
        , 1999, [1999, -1999, 1999]),
        ["disputed"] = (Card, (stripe, charge) => stripe.Dispute(charge), 0, [-1999, 1999]),
        ["disputed and won"] = (Card, async (stripe, charge) => await stripe.Decide(await stripe.Dispute(charge), "won"), 1999, [1999, -1999, 1999]),
        ["disputed and lost"] = (Card, async (stripe, charge) => await stripe.Decide(await stripe.Dispute(charge), "lost"), 0, [-1999, 1999]),
        ["an inquiry"] = (Card, async (stripe, charge) => await stripe.Decide(await stripe.Dispute(charge, "inquiry"), "warning_closed"), 1999, [1999]),
    };

    private StripeDesk Stripe { get; } = new(admin.Server);

    public static TheoryData<string, bool> Stories()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in Rows.Keys)
        {
            data.Add(name, false);
            data.Add(name, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task The_users_books_agree_with_Stripes_and_the_tier_stays(string name, bool webhooksAreLost)
    {
        var row = Rows[name];
        var user = await admin.Server.NewUser();
        var subscription = (await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = row.Card, pay_now = true }).Ok())
            .Text("subscription_id");
        await Eventually.Is(async () => (await Entries(user)).Length == 1, "the payment is booked");

        if (webhooksAreLost) await Stripe.Fault("lose_webhooks", 100);
        await row.Happens(Stripe, await Stripe.Charge(subscription));
        if (webhooksAreLost) await Stripe.Fault("clear");
        await admin.Server.Services.GetRequiredService<PaymentCatchUp>().Run(CancellationToken.None);

        await Eventually.Is(async () => (await Entries(user)).Order().SequenceEqual(row.Entries.Select(cents => (decimal)cents).Order()), "all is booked");
        await admin.Server.Services.GetRequiredService<PaymentCatchUp>().Run(CancellationToken.None);
        Assert.Equal(row.Entries.Length, (await Entries(user)).Length);
        var spent = (await admin.Get($"/admin/users/{await user.Id()}").Ok()).GetProperty("total_spent_cents").Number("usd");
        Assert.Equal((row.Cents, row.Cents), (spent, await Stripe.HeldCents(subscription)));
        Assert.Equal("premium", (await user.Get("/user/subscription").Ok()).Text("tier"));
        foreach (var payment in (await user.Get("/user/payments").Ok()).GetProperty("payments").EnumerateArray())
            Assert.Equal((subscription, JsonValueKind.Null), (payment.Text("subscription_id"), payment.GetProperty("time_card_id").ValueKind));
    }

    [Fact]
    public async Task Operators_see_the_dispute_of_a_subscription()
    {
        var user = await admin.Server.NewUser();
        var subscription = (await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = Card, pay_now = true }).Ok())
            .Text("subscription_id");
        var dispute = await Stripe.Dispute(await Stripe.Charge(subscription));
        await Eventually.Is(async () => await Listed(dispute) is { } open && open.Text("outcome") == "open", "it is listed");
        await Stripe.Decide(dispute, "lost");
        await Eventually.Is(async () => await Listed(dispute) is { } lost && lost.Text("outcome") == "lost", "it is listed as lost");
        var listed = (await Listed(dispute))!.Value;
        Assert.Equal(
            (subscription, await user.Id(), 1999m, JsonValueKind.Null),
            (listed.Text("subscription_id"), listed.Text("user_id"), listed.Number("amount_cents"), listed.GetProperty("time_card_id").ValueKind));
    }

    private static async Task<decimal[]> Entries(ApiUser user) =>
        [.. (await user.Get("/user/payments").Ok()).GetProperty("payments").EnumerateArray().Select(payment => payment.Number("amount_cents"))];

    private async Task<JsonElement?> Listed(string dispute) =>
        (await admin.Get("/admin/disputes?limit=500").Ok()).GetProperty("disputes").EnumerateArray().Where(one => one.Text("id") == dispute)
            .Select(one => (JsonElement?)one).SingleOrDefault();
}
