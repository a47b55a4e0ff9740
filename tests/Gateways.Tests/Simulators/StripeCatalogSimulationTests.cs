using System.Net;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeCatalogSimulationTests : IAsyncLifetime
{
    private StripeAccount account = null!;

    public async Task InitializeAsync() => account = await StripeAccount.Open();

    public async Task DisposeAsync() => await account.DisposeAsync();

    private async Task<string[]> ByKey(string key) => [.. (await account.Get($"/v1/prices?lookup_keys[]={key}&active=true"))
        .Json.GetProperty("data").EnumerateArray().Select(price => price.GetProperty("id").GetString()!)];

    [Fact]
    public async Task A_lookup_key_belongs_to_one_price_and_moves_only_when_asked()
    {
        const string Form = "currency=usd&recurring[interval]=month&product_data[name]=Pro&lookup_key=pro_monthly";
        var first = (await account.Post("/v1/prices", Form + "&unit_amount=1999")).Text("id");
        Assert.Equal([first], await ByKey("pro_monthly"));

        Assert.Equal("lookup_key", (await account.Post("/v1/prices", Form + "&unit_amount=2999")).Error("param"));
        var second = (await account.Post("/v1/prices", Form + "&unit_amount=2999&transfer_lookup_key=true")).Text("id");

        Assert.Equal([second], await ByKey("pro_monthly"));
        Assert.Equal("", (await account.Get($"/v1/prices/{first}")).Text("lookup_key"));
        Assert.Equal("Pro", (await account.Get($"/v1/prices/{second}?expand[]=product")).Text("product", "name"));
    }

    [Theory]
    [InlineData("/v1/prices", "currency=usd&product_data[name]=P", "parameter_missing")]
    [InlineData("/v1/prices", "currency=usd&unit_amount=1&product=prod_none", "resource_missing")]
    [InlineData("/v1/prices", "currency=usd&unit_amount=1&product_data[name]=P&tiers_mode=volume", "parameter_unknown")]
    [InlineData("/v1/products", "", "parameter_missing")]
    [InlineData("/v1/promotion_codes", "coupon=none", "parameter_unknown")]
    [InlineData("/v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]=none", "resource_missing")]
    public async Task What_is_wrong_is_named(string path, string form, string code) => Assert.Equal(code, (await account.Post(path, form)).Error("code"));

    [Theory]
    [InlineData("percent_off=25&amount_off=100")]
    [InlineData("percent_off=101")]
    [InlineData("duration=repeating&percent_off=10")]
    [InlineData("duration=once")]
    public async Task A_coupon_that_makes_no_sense_is_refused(string form) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await account.Post("/v1/coupons", form)).Status);

    [Fact]
    public async Task A_promotion_code_leads_to_its_coupon_in_any_case_until_it_is_used_up_or_expires()
    {
        await account.Post("/v1/coupons", "id=WELCOME&percent_off=25&duration=once");
        Assert.Equal("resource_already_exists", (await account.Post("/v1/coupons", "id=WELCOME&percent_off=5")).Error("code"));
        var expires = account.Time.GetUtcNow().AddDays(1).ToUnixTimeSeconds();
        var made = await account.Post("/v1/promotion_codes", $"promotion[type]=coupon&promotion[coupon]=WELCOME&code=WELCOME25&expires_at={expires}");

        var found = (await account.Get("/v1/promotion_codes?code=welcome25&active=true&expand[]=data.promotion.coupon")).Json.GetProperty("data")[0];
        Assert.Equal(made.Text("id"), found.GetProperty("id").GetString());
        Assert.Equal(25, found.GetProperty("promotion").GetProperty("coupon").GetProperty("percent_off").GetDecimal());
        Assert.Equal(HttpStatusCode.BadRequest, (await account.Post("/v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]=WELCOME&code=WELCOME25")).Status);

        await account.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, (await account.Get("/v1/promotion_codes?code=WELCOME25&active=true")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_deleted_coupon_is_gone_for_everybody_new()
    {
        await account.Post("/v1/coupons", "id=GONE&percent_off=25");

        Assert.Equal("True", (await account.Delete("/v1/coupons/GONE")).Text("deleted"));
        var gone = await account.Get("/v1/coupons/GONE");
        Assert.Equal(("resource_missing", HttpStatusCode.NotFound), (gone.Error("code"), gone.Status));
    }
}
