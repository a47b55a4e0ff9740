using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Tests.Catalog;

public sealed class PlanCatalogTests : IDisposable
{
    private const string Plan = """{"id":"a","name":"A","tier":"premium","price_cents":999,"interval":"month","features":["x"]}""";
    private const string Free = """{"id":"free","features":["x"],"ads":true,"custom_personas":1,"voice_qualities":["standard"]}""";
    private const string Premium = """{"id":"premium","features":["x"],"ads":false,"custom_personas":3}""";

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-plans-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_plans_of_the_project_can_be_sold_and_say_what_each_tier_is_worth()
    {
        var ours = PlanCatalog.Load(Path.Combine(AppContext.BaseDirectory, "catalog"));
        Assert.Equal(new SubscriptionPlan("premium_monthly", "Premium Monthly", Tier.Premium, 1999, "usd", "month", 7), ours.Find("premium_monthly")!.Plan);
        Assert.Equal((true, 1), (ours.Of(Tier.Free).HasAds, ours.Of(Tier.Free).MaxCustomPersonas));
        Assert.Equal((false, 3), (ours.Of(Tier.Premium).HasAds, ours.Of(Tier.Premium).MaxCustomPersonas));
        Assert.Equal("premium_monthly", ours.OfferOf(Tier.Premium).Plan.Id);
        Assert.Equal([("standard", Tier.Free), ("premium", Tier.Premium)], ours.VoiceQualities);
        Assert.Null(ours.Find("no_such_plan"));
    }

    [Fact]
    public void A_small_catalog_is_enough() => Load(Plan, $"{Free},{Premium}");

    [Theory]
    [InlineData("", $"{Free},{Premium}", "empty")]
    [InlineData($"{Plan},{Plan}", $"{Free},{Premium}", "twice")]
    [InlineData(Plan, Free, "'premium' must appear once")]
    [InlineData(Plan, $"{Free},{Premium},{Premium}", "'premium' must appear once")]
    [InlineData(Plan, $$"""{{Free}},{{Premium}},{"id":"gold","features":["x"],"ads":false,"custom_personas":3}""", "no tier 'gold'")]
    [InlineData(Plan, $$"""{{Free}},{"id":"premium","features":["x"],"custom_personas":3}""", "'ads'")]
    [InlineData(Plan, $$"""{{Free}},{"id":"premium","features":["x"],"ads":false}""", "'custom_personas'")]
    [InlineData(Plan, $$"""{{Free}},{"id":"premium","features":[],"ads":false,"custom_personas":3}""", "'features'")]
    [InlineData(Plan, $$"""{"id":"free","features":["x"],"ads":true,"custom_personas":1},{{Premium}}""", "'voice_qualities'")]
    [InlineData(Plan, $$"""{{Free}},{"id":"premium","features":["x"],"ads":false,"custom_personas":3,"voice_qualities":["standard"]}""", "quality")]
    [InlineData("""{"id":"a b","name":"A","tier":"premium","price_cents":1,"interval":"month","features":["x"]}""", $"{Free},{Premium}", "'id'")]
    [InlineData("""{"id":"a","name":"A","tier":"free","price_cents":1,"interval":"month","features":["x"]}""", $"{Free},{Premium}", "'tier'")]
    [InlineData("""{"id":"a","name":"A","tier":"premium","price_cents":0,"interval":"month","features":["x"]}""", $"{Free},{Premium}", "'price_cents'")]
    [InlineData("""{"id":"a","name":"A","tier":"premium","price_cents":1,"interval":"week","features":["x"]}""", $"{Free},{Premium}", "'interval'")]
    [InlineData("""{"id":"a","name":"A","tier":"premium","price_cents":1,"interval":"month","features":[""]}""", $"{Free},{Premium}", "'features'")]
    public void A_catalog_that_cannot_be_sold_from_stops_the_start_and_says_why(string plans, string tiers, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidSettingException>(() => Load(plans, tiers)).Message);

    [Theory]
    [InlineData("-1")]
    [InlineData("61")]
    [InlineData("null")]
    public void The_days_of_grace_are_a_few(string days) =>
        Assert.Contains("past_due_grace_days", Assert.Throws<InvalidSettingException>(() => Load(Plan, $"{Free},{Premium}", days)).Message);

    private PlanCatalog Load(string plans, string tiers, string graceDays = "7")
    {
        File.WriteAllText(
            Path.Combine(folder, PlanCatalog.FileName),
            $$"""{"currency":"usd","past_due_grace_days":{{graceDays}},"plans":[{{plans}}],"tiers":[{{tiers}}]}""");
        return PlanCatalog.Load(folder);
    }
}
