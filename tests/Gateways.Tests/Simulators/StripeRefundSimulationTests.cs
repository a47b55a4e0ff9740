namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeRefundSimulationTests : IAsyncLifetime
{
    private StripeAccount account = null!;

    public async Task InitializeAsync() => account = await StripeAccount.Open();

    public async Task DisposeAsync() => await account.DisposeAsync();

    private async Task<(string Refunded, string All)> Charge(string intent)
    {
        var charge = (await account.Get($"/v1/payment_intents/{intent}?expand[]=latest_charge")).Json.GetProperty("latest_charge");
        return (charge.GetProperty("amount_refunded").ToString(), charge.GetProperty("refunded").ToString());
    }

    [Fact]
    public async Task Refunds_add_up_on_the_charge_until_nothing_is_left()
    {
        var intent = (await account.Pay(more: "&metadata[time_card_id]=tcrd_1")).Text("id");
        var mark = await account.Mark();

        var part = await account.Post("/v1/refunds", $"payment_intent={intent}&amount=1000&metadata[why]=slow&reason=requested_by_customer");
        Assert.Equal(("succeeded", "1000", "slow"), (part.Text("status"), part.Text("amount"), part.Text("metadata", "why")));
        Assert.Equal(("1000", "False"), await Charge(intent));

        Assert.Equal("3499", (await account.Post("/v1/refunds", $"charge={part.Text("charge")}")).Text("amount"));
        Assert.Equal(("4499", "True"), await Charge(intent));
        Assert.Equal("charge_already_refunded", (await account.Post("/v1/refunds", $"payment_intent={intent}")).Error("code"));

        Assert.Equal(["refund.created", "charge.refunded", "refund.created", "charge.refunded"], await account.EventTypes(mark));
        var told = (await account.Get("/v1/events?type=charge.refunded&limit=1")).Json.GetProperty("data")[0].GetProperty("data").GetProperty("object");
        Assert.Equal(4499, told.GetProperty("amount_refunded").GetInt64());
        Assert.Equal("tcrd_1", told.GetProperty("metadata").GetProperty("time_card_id").GetString());
        Assert.Equal(2, (await account.Get($"/v1/refunds?payment_intent={intent}")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task More_than_is_left_is_refused_in_stripes_words()
    {
        var intent = (await account.Pay()).Text("id");

        Assert.Equal("Refund amount ($45.00) is greater than charge amount ($44.99)",
            (await account.Post("/v1/refunds", $"payment_intent={intent}&amount=4500")).Error("message"));
        await account.Post("/v1/refunds", $"payment_intent={intent}&amount=4000");
        var refused = await account.Post("/v1/refunds", $"payment_intent={intent}&amount=500");
        Assert.Equal(("Refund amount ($5.00) is greater than unrefunded amount on charge ($4.99)", "amount"), (refused.Error("message"), refused.Error("param")));
    }

    [Fact]
    public async Task What_was_not_paid_cannot_be_refunded()
    {
        var unpaid = (await account.Post("/v1/payment_intents", "amount=100&currency=usd")).Text("id");

        Assert.Contains("does not have a successful charge", (await account.Post("/v1/refunds", $"payment_intent={unpaid}")).Error("message"));
        Assert.Equal("resource_missing", (await account.Post("/v1/refunds", "payment_intent=pi_none")).Error("code"));
    }

    [Fact]
    public async Task A_refund_that_fails_later_gives_the_charge_its_money_back()
    {
        var intent = (await account.Pay("pm_card_refundFail")).Text("id");
        var refund = await account.Post("/v1/refunds", $"payment_intent={intent}&amount=1000");
        Assert.Equal("succeeded", refund.Text("status"));
        var mark = await account.Mark();

        await account.Advance(TimeSpan.FromMinutes(2));

        var failed = await account.Get($"/v1/refunds/{refund.Text("id")}");
        Assert.Equal(("failed", "expired_or_canceled_card"), (failed.Text("status"), failed.Text("failure_reason")));
        Assert.Equal(("0", "False"), await Charge(intent));
        Assert.Equal(["refund.updated", "refund.failed"], await account.EventTypes(mark));
        var change = (await account.Get("/v1/events?type=refund.updated")).Json.GetProperty("data")[0].GetProperty("data");
        Assert.Equal("succeeded", change.GetProperty("previous_attributes").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_pending_refund_succeeds_later()
    {
        var intent = (await account.Pay("pm_card_pendingRefund")).Text("id");
        var refund = await account.Post("/v1/refunds", $"payment_intent={intent}");
        Assert.Equal("pending", refund.Text("status"));

        await account.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("succeeded", (await account.Get($"/v1/refunds/{refund.Text("id")}")).Text("status"));
        Assert.Equal(("4499", "True"), await Charge(intent));
    }
}
