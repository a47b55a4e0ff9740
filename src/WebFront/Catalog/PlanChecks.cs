using MindBot.Grains.Subscriptions;

namespace MindBot.WebFront.Catalog;

internal static class PlanChecks
{
    private const int MaxGraceDays = 60, MaxCustomPersonas = 1000, MaxFeatures = 20, MaxFeatureLength = 200;
    private const long MaxPriceCents = 99_999_999;

    /// <exception cref="FormatException">The plans cannot be sold, or a tier is missing; the message says why.</exception>
    public static void Check(PlansFile file)
    {
        if (file.PastDueGraceDays is not (>= 0 and <= MaxGraceDays))
            throw new FormatException($"'past_due_grace_days' must be 0 to {MaxGraceDays}.");
        if (file.Plans is not { Count: > 0 }) throw new FormatException("'plans' is empty.");

        var ids = new HashSet<string>();
        foreach (var plan in file.Plans)
        {
            Check(plan);
            if (!ids.Add(plan.Id!)) throw new FormatException($"The plan '{plan.Id}' appears twice.");
        }
        CheckTiers(file.Tiers ?? []);
        foreach (var tier in Enum.GetValues<Tier>().Where(tier => tier > Tier.Free && file.Plans.All(plan => plan.Tier != tier.Name())))
            throw new FormatException($"There is no plan for the tier '{tier.Name()}'.");
    }

    private static void Check(PlanEntry plan)
    {
        if (plan.Id is not { Length: > 0 and <= 64 } id || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            throw new FormatException("A plan's 'id' has 1 to 64 letters, digits, '_' and '-'.");

        Require(plan.Name is { Length: > 0 and <= 100 }, "'name' must have 1 to 100 characters");
        Require(Tiers.Find(plan.Tier) > Tier.Free, "'tier' must be one above 'free'");
        Require(plan.PriceCents is > 0 and <= MaxPriceCents, $"'price_cents' must be 1 to {MaxPriceCents}");
        Require(plan.Interval is "month" or "year", "'interval' must be 'month' or 'year'");
        Require(AreFeatures(plan.Features), "'features' must be some short texts");

        void Require(bool isRight, string rule)
        {
            if (!isRight) throw new FormatException($"The plan '{id}': {rule}.");
        }
    }

    private static void CheckTiers(IReadOnlyList<TierEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (Tiers.Find(entry.Id) is null) throw new FormatException($"There is no tier '{entry.Id}'.");
            Require(AreFeatures(entry.Features), "'features' must be some short texts");
            Require(entry.UpgradeBenefits is null || AreFeatures(entry.UpgradeBenefits), "'upgrade_benefits' must be some short texts");
            Require(entry.Ads is not null, "'ads' must be true or false");
            Require(entry.VoiceQualities is null || AreFeatures(entry.VoiceQualities), "'voice_qualities' must be some short names");
            Require(entry.CustomPersonas is >= 0 and <= MaxCustomPersonas, $"'custom_personas' must be 0 to {MaxCustomPersonas}");

            void Require(bool isRight, string rule)
            {
                if (!isRight) throw new FormatException($"The tier '{entry.Id}': {rule}.");
            }
        }

        foreach (var tier in Enum.GetValues<Tier>())
            if (entries.Count(entry => entry.Id == tier.Name()) != 1)
                throw new FormatException($"The tier '{tier.Name()}' must appear once.");

        if (entries.First(entry => entry.Id == Tier.Free.Name()).VoiceQualities is not { Count: > 0 })
            throw new FormatException($"The tier '{Tier.Free.Name()}' must have 'voice_qualities'.");
        var qualities = entries.SelectMany(entry => entry.VoiceQualities ?? []).ToList();
        if (qualities.Distinct().Count() < qualities.Count) throw new FormatException("A voice quality must appear once.");
    }

    private static bool AreFeatures(IReadOnlyList<string>? features) =>
        features is { Count: > 0 and <= MaxFeatures } && features.All(feature => feature is { Length: > 0 and <= MaxFeatureLength });
}
