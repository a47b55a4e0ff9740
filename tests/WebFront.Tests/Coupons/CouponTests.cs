using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Coupons;
using MindBot.Grains.Payments;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Coupons;

[Collection(FrontCollection.Name)]
public sealed class CouponTests(FrontServer server)
{
    [Theory]
    [InlineData("WELCOME25")]
    [InlineData("welcome25")]
    public async Task A_new_user_may_use_the_welcome_coupon_in_whatever_case(string code)
    {
        var user = await server.NewUser();
        var answer = await user.Get($"/coupons/validate/{code}?amount=4499").Ok();
        Assert.True(answer.GetProperty("valid").GetBoolean());
        Assert.Equal(25, answer.Number("percent_off"));
        Assert.Equal(1125, answer.Number("discount"));
        Assert.Equal("25% off for new users", answer.Text("description"));
        Assert.Equal("2027-12-31", answer.Text("valid_until"));
        Assert.Equal("Coupon applied: 25% off!", answer.Text("message"));
        Assert.Equal(["valid", "message", "percent_off", "discount", "description", "valid_until"], Names(answer));
    }

    [Fact]
    public async Task A_coupon_of_an_amount_says_the_amount_and_from_which_price_on()
    {
        var user = await server.NewUser();
        var answer = await user.Get("/coupons/validate/FIVEOFF?amount=4499").Ok();
        Assert.Equal((500, "Coupon applied: $5.00 off!"), (answer.Number("amount_off"), answer.Text("message")));
        Assert.DoesNotContain("percent_off", Names(answer));

        var tooCheap = await user.Get("/coupons/validate/FIVEOFF?amount=3999").Ok();
        Assert.False(tooCheap.GetProperty("valid").GetBoolean());
        Assert.Equal("This coupon needs a purchase of $40.00 or more.", tooCheap.Text("message"));
        Assert.Equal("coupon_below_minimum", tooCheap.Text("code"));
        Assert.DoesNotContain("discount", Names(tooCheap));
    }

    [Fact]
    public async Task Who_has_paid_before_may_not_use_the_welcome_coupon()
    {
        var user = await server.NewUser();
        await Grain<IMoneyLedgerGrain>(await user.Id()).Record(new("pi_1", MoneyKinds.Payment, 999, "usd", DateTimeOffset.UnixEpoch));
        var answer = await user.Get("/coupons/validate/WELCOME25?amount=4499").Ok();
        Assert.False(answer.GetProperty("valid").GetBoolean());
        Assert.Equal("coupon_first_purchase_only", answer.Text("code"));
        Assert.NotEmpty(answer.Text("message"));
        Assert.Equal(25, answer.Number("percent_off"));
    }

    [Fact]
    public async Task A_coupon_that_is_reserved_for_another_purchase_is_in_use()
    {
        var user = await server.NewUser();
        var terms = server.Services.GetRequiredService<CouponCatalog>().Find("WELCOME25")!;
        await Grain<ICouponGrain>(terms.Code).Reserve(terms, await user.Id(), "purchase", 4499, "usd");
        Assert.Equal("coupon_in_use", (await user.Get("/coupons/validate/WELCOME25?amount=4499").Ok()).Text("code"));
        await Grain<ICouponGrain>(terms.Code).Release("purchase");
        Assert.True((await user.Get("/coupons/validate/WELCOME25?amount=4499").Ok()).GetProperty("valid").GetBoolean());
    }

    [Theory]
    [InlineData("NOSUCHCODE")]
    [InlineData("a")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("WELCOME25%20")]
    public async Task An_unknown_coupon_is_not_valid_and_says_so(string code)
    {
        var answer = await (await server.NewUser()).Get($"/coupons/validate/{code}?amount=4499").Ok();
        Assert.False(answer.GetProperty("valid").GetBoolean());
        Assert.Equal("unknown_coupon", answer.Text("code"));
        Assert.Equal(["valid", "message", "code"], Names(answer));
    }

    [Theory]
    [InlineData("", "invalid_amount")]
    [InlineData("?amount=0", "invalid_amount")]
    [InlineData("?amount=-1", "invalid_amount")]
    [InlineData("?amount=100000000", "invalid_amount")]
    [InlineData("?amount=44.99", "invalid_parameter")]
    [InlineData("?amount=much", "invalid_parameter")]
    [InlineData("?amount=99999999999999999999", "invalid_parameter")]
    public async Task An_amount_that_is_none_is_refused(string query, string code) =>
        await (await server.NewUser()).Get($"/coupons/validate/WELCOME25{query}").Problem(400, code);

    [Fact]
    public async Task Only_who_is_signed_in_may_ask() =>
        await server.Anonymous.GetAsync("/coupons/validate/WELCOME25?amount=4499").Problem(401, "unauthorized");

    [Fact]
    public async Task Guessing_is_stopped_and_asking_for_coupons_that_exist_is_not()
    {
        var user = await server.NewUser();
        for (var i = 0; i < 30; i++) await user.Get("/coupons/validate/FIVEOFF?amount=1").Ok();
        for (var i = 0; i < 20; i++) await user.Get($"/coupons/validate/GUESS{i}?amount=4499").Ok();
        foreach (var code in new[] { "GUESS20", "FIVEOFF" })
            await user.Get($"/coupons/validate/{code}?amount=4499").Problem(429, "rate_limited");

        await user.Post("/time/activate", new { activation_code = "AAAA-BBBB-CCCC" }).Problem(404, "card_not_found");
        await (await server.NewUser()).Get("/coupons/validate/FIVEOFF?amount=4499").Ok();
    }

    private static IEnumerable<string> Names(JsonElement answer) => answer.EnumerateObject().Select(property => property.Name);

    private TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey => server.Services.GetRequiredService<IGrainFactory>().GetGrain<TGrain>(key);
}
