using MindBot.WebFront.Catalog;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Tests.Catalog;

public sealed class CouponCatalogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-catalog-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_coupons_of_the_project_can_be_used_and_are_found_in_whatever_case()
    {
        var coupons = CouponCatalog.Load(Path.Combine(AppContext.BaseDirectory, "catalog"));
        var welcome = coupons.Find("welcome25")!;
        Assert.Equal(("WELCOME25", 25, "25% off for new users", true), (welcome.Code, welcome.PercentOff, welcome.Description, welcome.FirstPurchaseOnly));
        Assert.Equal(500, coupons.Find("FiveOff")!.AmountOffCents);
        Assert.Null(coupons.Find("WELCOME2"));
        Assert.Null(coupons.Find(""));
    }

    [Fact]
    public void A_coupon_is_read_with_all_that_limits_it()
    {
        Write("""
            {"code":"a-b_3","amount_off_cents":500,"description":"x","valid_from":"2026-01-02","valid_until":"2026-01-02",
             "minimum_cents":1000,"total_limit":7,"per_user_limit":2}
            """);
        Assert.Equal(
            new("A-B_3", null, 500, "usd", "x", new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 2), 1000, false, 7, 2),
            CouponCatalog.Load(folder).Find("A-B_3"));
    }

    [Theory]
    [InlineData("""{"code":"ab","percent_off":5,"description":"x"}""", "'code'")]
    [InlineData("""{"code":"a b","percent_off":5,"description":"x"}""", "'code'")]
    [InlineData("""{"percent_off":5,"description":"x"}""", "'code'")]
    [InlineData("""{"code":"abc","description":"x"}""", "exactly one")]
    [InlineData("""{"code":"abc","percent_off":5,"amount_off_cents":5,"description":"x"}""", "exactly one")]
    [InlineData("""{"code":"abc","percent_off":100,"description":"x"}""", "'percent_off'")]
    [InlineData("""{"code":"abc","percent_off":0,"description":"x"}""", "'percent_off'")]
    [InlineData("""{"code":"abc","amount_off_cents":0,"description":"x"}""", "'amount_off_cents'")]
    [InlineData("""{"code":"abc","percent_off":5,"description":""}""", "'description'")]
    [InlineData("""{"code":"abc","percent_off":5}""", "'description'")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x","minimum_cents":-1}""", "'minimum_cents'")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x","total_limit":0}""", "'total_limit'")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x","per_user_limit":0}""", "'per_user_limit'")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x","per_user_limit":2,"first_purchase_only":true}""", "contradicts")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x","valid_from":"2026-01-02","valid_until":"2026-01-01"}""", "'valid_from'")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x","valid_until":"31.12.2026"}""", "valid_until")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x"},{"code":"ABC","percent_off":5,"description":"x"}""", "twice")]
    [InlineData("""{"code":"abc","percent_off":5,"description":"x","limit":1}""", "limit")]
    public void A_coupon_that_cannot_be_used_stops_the_start_and_says_why(string coupons, string reason)
    {
        Write(coupons);
        var error = Assert.Throws<InvalidSettingException>(() => CouponCatalog.Load(folder));
        Assert.Contains(reason, error.Message);
        Assert.Contains(CouponCatalog.FileName, error.Message);
    }

    [Theory]
    [InlineData("{", "coupons.json")]
    [InlineData("null", "empty")]
    [InlineData("""{"currency":"usd"}""", "'coupons'")]
    [InlineData("""{"currency":"US","coupons":[]}""", "'currency'")]
    public void A_file_of_another_shape_stops_the_start(string json, string reason)
    {
        File.WriteAllText(Path.Combine(folder, CouponCatalog.FileName), json);
        Assert.Contains(reason, Assert.Throws<InvalidSettingException>(() => CouponCatalog.Load(folder)).Message);
    }

    private void Write(string coupons) =>
        File.WriteAllText(Path.Combine(folder, CouponCatalog.FileName), $$"""{"currency":"usd","coupons":[{{coupons}}]}""");
}
