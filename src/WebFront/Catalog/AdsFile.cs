namespace MindBot.WebFront.Catalog;

/// <summary><c>catalog/ads.json</c>: what clients show, and what watching it earns.</summary>
/// <param name="ViewsPerDay">So many views earn anything at all in a UTC day.</param>
internal sealed record AdsFile(
    int? AdFrequency, IReadOnlyList<string>? AdTypes, AdDiscountEntry? Discount, AdTimeEntry? Time, int? ViewsPerDay);

/// <param name="Percent">Off the next session.</param>
internal sealed record AdDiscountEntry(int? AdSeconds, int? Percent);

/// <param name="Minutes">Of base time.</param>
/// <param name="RewardsPerDay">So often in a UTC day.</param>
internal sealed record AdTimeEntry(int? AdSeconds, int? Minutes, int? RewardsPerDay);
