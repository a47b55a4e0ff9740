using MindBot.Grains.Ads;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Catalog;

/// <summary>What ads clients show, and what watching them earns.</summary>
/// <param name="Frequency">For clients, as the catalog has it.</param>
/// <param name="Types">The kinds of ads, for clients.</param>
internal sealed record AdCatalog(int Frequency, IReadOnlyList<string> Types, AdTerms Terms)
{
    public const string FileName = "ads.json";

    /// <summary>Every view that counted today is in one stored row.</summary>
    private const int MaxViewsPerDay = 200;

    private const int MaxFrequency = 1000, MaxAdSeconds = 600, MaxMinutes = 60, MaxTypes = 20, MaxTypeLength = 64;

    /// <exception cref="InvalidSettingException">The catalog cannot be used; the message says what is wrong with it.</exception>
    public static AdCatalog Load(string folder) => CatalogFile.Load<AdsFile, AdCatalog>(folder, FileName, FromFile);

    private static AdCatalog FromFile(AdsFile file)
    {
        var views = Number(file.ViewsPerDay, "views_per_day", 1, MaxViewsPerDay);
        var terms = new AdTerms(
            Number(file.Discount?.AdSeconds, "discount.ad_seconds", 1, MaxAdSeconds) * 1000L,
            Number(file.Discount?.Percent, "discount.percent", 1, 99),
            Number(file.Time?.AdSeconds, "time.ad_seconds", 1, MaxAdSeconds) * 1000L,
            Number(file.Time?.Minutes, "time.minutes", 1, MaxMinutes),
            Number(file.Time?.RewardsPerDay, "time.rewards_per_day", 0, views),
            views);
        if (file.AdTypes is not { Count: > 0 and <= MaxTypes } types || !types.All(type => type is { Length: > 0 and <= MaxTypeLength }))
            throw new FormatException("'ad_types' must be some short names.");
        return new AdCatalog(Number(file.AdFrequency, "ad_frequency", 1, MaxFrequency), types, terms);
    }

    private static int Number(int? given, string name, int least, int most) => given is { } number && number >= least && number <= most
        ? number
        : throw new FormatException($"'{name}' must be {least} to {most}.");
}
