namespace MindBot.WebFront.Catalog;

/// <summary><c>catalog/pricing.json</c>: what is on sale, and in which currency (three letters, as Stripe writes them).</summary>
internal sealed record PricingFile(string? Currency, IReadOnlyList<PackageEntry>? Packages);

/// <summary>One package. Its time is <c>hours</c> or <c>seconds</c> (exactly one of them), and <c>bonus_minutes</c> on top.</summary>
internal sealed record PackageEntry(
    string? Id, string? Name, int? Hours, int? Seconds, int BonusMinutes, long PriceCents, string? Description, bool DevelopmentOnly);
