using MindBot.Grains;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Tests.Catalog;

public sealed class PricingCatalogTests : IDisposable
{
    private const string Good = """{"id":"a","name":"A","hours":1,"price_cents":999,"description":"x"}""";

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-catalog-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_catalog_of_the_project_can_be_sold_from_and_hides_its_toy_in_production()
    {
        var ours = Path.Combine(AppContext.BaseDirectory, "catalog");
        var inProduction = PricingCatalog.Load(ours, isDevelopment: false);
        Assert.Null(inProduction.Find("dev_10s"));
        Assert.Equal(330L * 60_000_000, inProduction.Find("basic_5h")!.Package.TotalMicros);
        Assert.Equal(10_000_000, PricingCatalog.Load(ours, isDevelopment: true).Find("dev_10s")!.Package.TotalMicros);
    }

    [Theory]
    [InlineData("""{"currency":"usd","packages":[]}""", "empty")]
    [InlineData("""{"currency":"US","packages":[]}""", "currency")]
    [InlineData("""{"currency":"usd","packages":[GOOD,GOOD]}""", "twice")]
    [InlineData("""{"currency":"usd","packages":[{"id":"a b","name":"A","hours":1,"price_cents":1,"description":""}]}""", "'id'")]
    [InlineData("""{"currency":"usd","packages":[{"id":"a","name":"A","price_cents":1,"description":""}]}""", "exactly one")]
    [InlineData("""{"currency":"usd","packages":[{"id":"a","name":"A","hours":1,"seconds":1,"price_cents":1,"description":""}]}""", "exactly one")]
    [InlineData("""{"currency":"usd","packages":[{"id":"a","name":"A","hours":0,"price_cents":1,"description":""}]}""", "'hours'")]
    [InlineData("""{"currency":"usd","packages":[{"id":"a","name":"A","hours":1,"price_cents":0,"description":""}]}""", "'price_cents'")]
    [InlineData("""{"currency":"usd","packages":[{"id":"a","name":"A","hours":1,"price_cents":1,"bonus_minutes":-1,"description":""}]}""", "'bonus_minutes'")]
    [InlineData("""{"currency":"usd","packages":[{"id":"a","name":"A","hours":1,"price":1,"description":""}]}""", "price")]
    [InlineData("{", "pricing.json")]
    public void A_catalog_that_cannot_be_sold_from_stops_the_start_and_says_why(string json, string reason)
    {
        File.WriteAllText(Path.Combine(folder, PricingCatalog.FileName), json.Replace("GOOD", Good));
        var error = Assert.Throws<InvalidSettingException>(() => PricingCatalog.Load(folder, isDevelopment: true));
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData(5, "usd", "$0.05")]
    [InlineData(4499, "usd", "$44.99")]
    [InlineData(100000, "chf", "1000.00 CHF")]
    [InlineData(500, "jpy", "500 JPY")]
    public void Money_is_shown_as_people_read_it(long cents, string currency, string shown) => Assert.Equal(shown, Money.Display(cents, currency));
}
