using MindBot.Grains.Ads;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Tests.Catalog;

public sealed class AdCatalogTests : IDisposable
{
    private const string Right =
        """
        {"ad_frequency":3,"ad_types":["video"],"discount":{"ad_seconds":15,"percent":50},"time":{"ad_seconds":30,"minutes":5,"rewards_per_day":3},
         "views_per_day":20}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-catalog-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_projects_ads_are_those_of_the_guide()
    {
        var ads = AdCatalog.Load(Path.Combine(AppContext.BaseDirectory, "catalog"));
        Assert.Equal(3, ads.Frequency);
        Assert.Equal(["banner", "video", "sponsored_message"], ads.Types);
        Assert.Equal(new AdTerms(15_000, 50, 30_000, 5, 3, 20), ads.Terms);
    }

    [Theory]
    [InlineData("\"ad_frequency\":3", "\"ad_frequency\":0", "'ad_frequency'")]
    [InlineData("\"ad_frequency\":3,", "", "'ad_frequency'")]
    [InlineData("[\"video\"]", "[]", "'ad_types'")]
    [InlineData("[\"video\"]", "[\"\"]", "'ad_types'")]
    [InlineData("[\"video\"]", "[null]", "'ad_types'")]
    [InlineData("\"percent\":50", "\"percent\":100", "'discount.percent'")]
    [InlineData("\"percent\":50", "\"percent\":0", "'discount.percent'")]
    [InlineData("\"discount\":{\"ad_seconds\":15,\"percent\":50},", "", "'discount.ad_seconds'")]
    [InlineData("\"ad_seconds\":30", "\"ad_seconds\":601", "'time.ad_seconds'")]
    [InlineData("\"minutes\":5", "\"minutes\":0", "'time.minutes'")]
    [InlineData("\"rewards_per_day\":3", "\"rewards_per_day\":21", "'time.rewards_per_day' must be 0 to 20")]
    [InlineData("\"views_per_day\":20", "\"views_per_day\":201", "'views_per_day'")]
    [InlineData("\"views_per_day\":20", "\"views_per_day\":20,\"limit\":1", "limit")]
    public void Ads_that_cannot_be_shown_stop_the_start_and_say_why(string part, string instead, string reason)
    {
        Write(Right);
        AdCatalog.Load(folder);
        Assert.Contains(part, Right);
        Write(Right.Replace(part, instead));
        var error = Assert.Throws<InvalidSettingException>(() => AdCatalog.Load(folder));
        Assert.Contains(reason, error.Message);
        Assert.Contains(AdCatalog.FileName, error.Message);
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(folder, AdCatalog.FileName), json);
}
