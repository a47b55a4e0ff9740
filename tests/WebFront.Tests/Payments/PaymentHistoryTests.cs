using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Payments;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Payments;

[Collection(FrontCollection.Name)]
public sealed class PaymentHistoryTests(FrontServer server)
{
    private static readonly DateTimeOffset At = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    [Fact]
    public async Task Payments_and_refunds_come_newest_first_page_by_page_and_are_their_owners_alone()
    {
        var (user, stranger) = (await server.NewUser(), await server.NewUser());
        var ledger = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IMoneyLedgerGrain>(await user.Id());
        await ledger.Record(new("pi_1", MoneyKinds.Payment, 4499, "usd", At) { CardId = "tcrd_1", StripeId = "pi_1" });
        await ledger.Record(new("re_1", MoneyKinds.Refund, -999, "usd", At) { CardId = "tcrd_1", By = "operator_ada", Reason = "duplicate" });

        var newest = await user.Get("/user/payments?limit=1").Ok();
        var refund = Assert.Single(newest.GetProperty("payments").EnumerateArray());
        Assert.Equal(("refund", -999, "duplicate"), (refund.Text("kind"), refund.Number("amount_cents"), refund.Text("reason")));
        Assert.DoesNotContain("ada", newest.GetRawText());

        var oldest = await user.Get($"/user/payments?limit=1&before={newest.Number("next")}").Ok();
        var payment = Assert.Single(oldest.GetProperty("payments").EnumerateArray());
        Assert.Equal(("payment", 4499, "usd", "tcrd_1"), (payment.Text("kind"), payment.Number("amount_cents"), payment.Text("currency"), payment.Text("time_card_id")));
        Assert.Equal("2026-03-14T09:26:53.000Z", payment.Text("at"));
        Assert.Equal(JsonValueKind.Null, payment.GetProperty("subscription_id").ValueKind);
        Assert.Equal(JsonValueKind.Null, oldest.GetProperty("next").ValueKind);

        Assert.Empty((await stranger.Get("/user/payments").Ok()).GetProperty("payments").EnumerateArray());
        await user.Get("/user/payments?limit=0").Problem(400, "invalid_parameter");
        await server.Anonymous.GetAsync("/user/payments").Problem(401, "unauthorized");
    }
}
