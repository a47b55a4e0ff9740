using System.Net;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeDisputeSimulationTests : IAsyncLifetime
{
    private StripeAccount account = null!;

    public async Task InitializeAsync() => account = await StripeAccount.Open();

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Theory]
    [InlineData("pm_card_createDispute", "needs_response", "fraudulent", new[] { "charge.dispute.created", "charge.dispute.funds_withdrawn" })]
    [InlineData("pm_card_createDisputeProductNotReceived", "needs_response", "product_not_received", new[] { "charge.dispute.created", "charge.dispute.funds_withdrawn" })]
    [InlineData("pm_card_createDisputeInquiry", "warning_needs_response", "fraudulent", new[] { "charge.dispute.created" })]
    public async Task A_card_that_complains_does_so_right_after_the_payment(string card, string status, string reason, string[] events)
    {
        var intent = (await account.Pay(card)).Text("id");

        var dispute = (await account.Get($"/v1/disputes?payment_intent={intent}")).Json.GetProperty("data")[0];
        Assert.Equal((status, reason, 4499L),
            (dispute.GetProperty("status").GetString(), dispute.GetProperty("reason").GetString(), dispute.GetProperty("amount").GetInt64()));
        string[] expected = ["payment_intent.created", "payment_intent.succeeded", .. events];
        Assert.Equal(expected, await account.EventTypes());
        Assert.Equal("True", (await account.Get($"/v1/charges/{dispute.GetProperty("charge").GetString()}")).Text("disputed"));
    }

    [Theory]
    [InlineData("won", new[] { "charge.dispute.closed", "charge.dispute.funds_reinstated" })]
    [InlineData("lost", new[] { "charge.dispute.closed" })]
    public async Task A_dispute_of_any_payment_can_be_opened_and_closed_by_hand(string status, string[] events)
    {
        var intent = (await account.Pay()).Text("id");
        var opened = await account.Control("/disputes", new { payment_intent = intent });
        Assert.Equal("charge_disputed", (await account.Post("/v1/refunds", $"payment_intent={intent}")).Error("code"));
        Assert.Equal(HttpStatusCode.BadRequest, (await account.Control("/disputes", new { payment_intent = intent })).Status);
        var mark = await account.Mark();

        var closed = await account.Control($"/disputes/{opened.Text("id")}/close", new { status });

        Assert.Equal(status, closed.Text("status"));
        Assert.Equal(events, await account.EventTypes(mark));
        Assert.Equal(status == "won" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, (await account.Post("/v1/refunds", $"payment_intent={intent}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await account.Control($"/disputes/{opened.Text("id")}/close", new { status })).Status);
    }

    [Fact]
    public async Task An_inquiry_takes_no_money_leaves_refunds_possible_and_ends_as_a_warning()
    {
        var intent = (await account.Pay()).Text("id");
        var opened = await account.Control("/disputes", new { payment_intent = intent, reason = "inquiry" });

        Assert.Equal(HttpStatusCode.OK, (await account.Post("/v1/refunds", $"payment_intent={intent}&amount=100")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await account.Control($"/disputes/{opened.Text("id")}/close", new { status = "lost" })).Status);
        Assert.Equal("warning_closed", (await account.Control($"/disputes/{opened.Text("id")}/close", new { status = "warning_closed" })).Text("status"));
    }

    [Fact]
    public async Task A_control_takes_json_only()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await account.Post("/simulate/disputes", "payment_intent=pi_1")).Status);
        Assert.Equal("resource_missing", (await account.Control("/disputes", new { payment_intent = "pi_1" })).Error("code"));
        Assert.Equal(HttpStatusCode.NotFound, (await account.Control("/weather", new { })).Status);
    }
}
