using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripeRefundTests(StripeAdapterUnderTest adapter)
{
    private readonly ScriptedStripe stripe = new(adapter);

    private static readonly CreateRefund Part = new("pi_1", 1500, "refund-1") { Metadata = new Dictionary<string, string> { ["card"] = "a&b" } };

    [Fact]
    public async Task A_part_is_given_back()
    {
        var result = await stripe.Answers(StripeJsonTexts.Refund).Gateway.CreateRefund(Part);

        var asked = Assert.Single(stripe.Asked);
        stripe.WasAsked("POST /v1/refunds payment_intent=pi_1&amount=1500&metadata[card]=a&b");
        Assert.Contains("=a%26b", asked.Encoded);
        Assert.Equal(("refund-1", "2026-10-28.endive"), (asked.IdempotencyKey, asked.Version));
        Assert.Null(result.Refused);
        Assert.Equal(
            ("re_1", "pi_1", "ch_1", 1500L, "usd", "succeeded", null, "tcrd_1"),
            (result.Refund!.Id, result.Refund.PaymentIntentId, result.Refund.ChargeId, result.Refund.AmountMinorUnits, result.Refund.Currency,
                result.Refund.Status, result.Refund.FailureReason, result.Refund.Metadata["card"]));
    }

    [Fact]
    public async Task All_that_is_left_needs_no_amount()
    {
        await stripe.Answers(StripeJsonTexts.Refund).Gateway.CreateRefund(new CreateRefund("pi_1", null, "refund-1"));

        stripe.WasAsked("POST /v1/refunds payment_intent=pi_1");
    }

    [Theory]
    [InlineData("charge_already_refunded", null)]
    [InlineData("charge_disputed", null)]
    [InlineData("refund_disputed_payment", null)]
    [InlineData("balance_insufficient", null)]
    [InlineData(null, "amount")]
    [InlineData("parameter_invalid_integer", "amount")]
    public async Task What_cannot_be_given_back_is_refused_with_stripes_sentence(string? code, string? param)
    {
        var result = await stripe.Refuses(400, "invalid_request_error", code, param).Gateway.CreateRefund(Part);

        Assert.Equal(new RefundResult(null, "Stripe's sentence."), result);
    }

    [Theory]
    [InlineData(404, "invalid_request_error", "resource_missing", "payment_intent")]
    [InlineData(400, "invalid_request_error", "parameter_unknown", "amonut")]
    [InlineData(400, "idempotency_error", null, null)]
    [InlineData(401, "invalid_request_error", null, null)]
    [InlineData(403, "invalid_request_error", "more_permissions_required", null)]
    public async Task A_request_that_is_wrong_itself_is_a_misuse(int status, string type, string? code, string? param)
    {
        var refused = await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Refuses(status, type, code, param).Gateway.CreateRefund(Part));

        Assert.Equal((status, code ?? type), (refused.StatusCode, refused.Code));
    }

    [Fact]
    public async Task Nothing_is_not_an_amount() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => stripe.Gateway.CreateRefund(Part with { AmountMinorUnits = 0 }));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":"","amount":1,"currency":"usd"}""")]
    [InlineData("""{"id":"re_1","amount":"1","currency":"usd"}""")]
    [InlineData("""{"id":"re_1","amount":1.5,"currency":"usd"}""")]
    [InlineData("""{"id":"re_1","amount":99999999999999999999,"currency":"usd"}""")]
    [InlineData("""{"id":"re_1","amount":1,"currency":"usd","metadata":{"a":1}}""")]
    public async Task An_answer_that_is_no_refund_is_a_gateway_exception(string json) =>
        await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Answers(json).Gateway.CreateRefund(Part));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>pi_1_secret_2</html>")]
    [InlineData("""{"error":"pi_1_secret_2"}""")]
    [InlineData("""{"error":{"type":["pi_1_secret_2"]}}""")]
    public async Task A_refusal_in_no_shape_of_stripes_is_a_gateway_exception_that_quotes_nothing(string body)
    {
        var refused = await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Answers(body, 400).Gateway.CreateRefund(Part));

        Assert.Equal((400, null), (refused.StatusCode, refused.Code));
        Assert.DoesNotContain("secret", refused.ToString());
    }

    [Fact]
    public async Task An_answer_that_nobody_can_read_is_not_quoted()
    {
        stripe.Answers("""{"id":"pi_1","client_secret":"pi_1_secret_2","amount":"much"}""");

        var unread = await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Gateway.RetrievePaymentIntent("pi_1"));

        Assert.DoesNotContain("secret", unread.ToString());
    }

    [Fact]
    public async Task A_refund_whose_answer_is_lost_is_asked_for_again_with_the_same_key()
    {
        await stripe.LosesTheAnswer().Answers(StripeJsonTexts.Refund).Gateway.CreateRefund(Part);

        Assert.Equal(["refund-1", "refund-1"], stripe.Asked.Select(asked => asked.IdempotencyKey));
    }

    [Fact]
    public async Task The_disputes_of_a_payment_are_listed()
    {
        var disputes = await stripe.Answers(StripeJsonTexts.List(false, StripeJsonTexts.Dispute)).Gateway.ListDisputes("pi_1");

        stripe.WasAsked("GET /v1/disputes payment_intent=pi_1&limit=100");
        Assert.Null(stripe.Asked[0].IdempotencyKey);
        Assert.Equal([new Dispute("du_1", "pi_1", "ch_1", 4499, "usd", "needs_response", "fraudulent")], disputes);
    }

    [Fact]
    public async Task A_payment_without_disputes_has_none() =>
        Assert.Empty(await stripe.Answers(StripeJsonTexts.List()).Gateway.ListDisputes("pi_1"));

    [Fact]
    public async Task Lists_are_asked_for_again_after_an_outage()
    {
        await stripe.Answers("", 503).LosesTheAnswer().Answers(StripeJsonTexts.List()).Gateway.ListDisputes("pi_1");

        Assert.Equal(3, stripe.Asked.Count);
    }
}
