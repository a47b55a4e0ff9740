using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripePriceTests(StripeAdapterUnderTest adapter)
{
    private const string Search = "GET /v1/prices lookup_keys[0]=basic_monthly&active=true&limit=1";
    private const string NewPrice =
        "POST /v1/prices product=prod_1&currency=usd&unit_amount=799&recurring[interval]=month&lookup_key=basic_monthly&transfer_lookup_key=true";

    private static readonly PlanPrice Basic = new("basic_monthly", "Basic", 799, "usd", "month");

    private readonly ScriptedStripe stripe = new(adapter);

    [Fact]
    public async Task A_price_that_stripe_has_is_used()
    {
        Assert.Equal("price_1", await stripe.Answers(StripeJsonTexts.List(false, StripeJsonTexts.Price())).Gateway.EnsurePrice(Basic));

        stripe.WasAsked(Search);
    }

    [Fact]
    public async Task A_plan_that_stripe_does_not_know_is_made_with_its_product()
    {
        stripe.Answers(StripeJsonTexts.List()).Answers("""{"id":"prod_1","object":"product"}""").Answers("""{"id":"price_2","object":"price"}""");

        Assert.Equal("price_2", await stripe.Gateway.EnsurePrice(Basic));

        stripe.WasAsked(Search, "POST /v1/products name=Basic", NewPrice);
    }

    [Theory]
    [InlineData(999, "usd", "month", 1)]
    [InlineData(799, "eur", "month", 1)]
    [InlineData(799, "usd", "year", 1)]
    [InlineData(799, "usd", "month", 3)]
    public async Task A_price_of_another_kind_hands_its_lookup_key_to_a_new_one_of_the_same_product(
        long amount, string currency, string interval, long intervalCount)
    {
        stripe.Answers(StripeJsonTexts.List(false, StripeJsonTexts.Price(amount, currency, interval, intervalCount))).Answers("""{"id":"price_2"}""");

        Assert.Equal("price_2", await stripe.Gateway.EnsurePrice(Basic));

        stripe.WasAsked(Search, NewPrice);
    }

    [Fact]
    public async Task A_price_without_an_amount_does_not_fit()
    {
        const string tiered = """{"id":"price_1","currency":"usd","product":{"id":"prod_1"},"unit_amount":null,"recurring":{"interval":"month"}}""";
        stripe.Answers(StripeJsonTexts.List(false, tiered)).Answers("""{"id":"price_2"}""");

        Assert.Equal("price_2", await stripe.Gateway.EnsurePrice(Basic));
    }

    [Fact]
    public async Task The_keys_repeat_for_the_same_plan_and_for_no_other()
    {
        async Task<string?[]> Keys(PlanPrice plan)
        {
            var asked = new ScriptedStripe(adapter).Answers(StripeJsonTexts.List()).Answers("""{"id":"prod_1"}""").Answers("""{"id":"price_2"}""");
            await asked.Gateway.EnsurePrice(plan);
            return asked.Asked.Select(request => request.IdempotencyKey).ToArray();
        }

        var keys = await Keys(Basic);
        Assert.Equal(keys, await Keys(Basic));
        Assert.NotEqual(keys[1], keys[2]);
        PlanPrice[] others =
        [
            Basic with { AmountMinorUnits = 899 }, Basic with { Currency = "eur" }, Basic with { Interval = "year" },
            Basic with { LookupKey = "basic" }, Basic with { Name = "Grün" },
        ];
        foreach (var other in others) Assert.NotEqual(keys[2], (await Keys(other))[2]);
    }

    [Fact]
    public async Task A_refusal_is_a_misuse() => await Assert.ThrowsAsync<PaymentGatewayException>(
        () => stripe.Refuses(403, "invalid_request_error").Gateway.EnsurePrice(Basic));
}
