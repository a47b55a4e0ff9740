using System.Collections.Frozen;
using MindBot.Grains;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Catalog;

/// <summary>The subscription plans, in the order of the catalog, and the tiers.</summary>
internal sealed class PlanCatalog
{
    public const string FileName = "plans.json";

    private readonly FrozenDictionary<string, PlanOffer> byId;
    private readonly FrozenDictionary<Tier, TierOffer> tiers;

    private PlanCatalog(IReadOnlyList<PlanOffer> offers, IEnumerable<TierOffer> tiers)
    {
        Offers = offers;
        byId = offers.ToFrozenDictionary(offer => offer.Plan.Id);
        this.tiers = tiers.ToFrozenDictionary(offer => offer.Tier);
        VoiceQualities = [.. Enum.GetValues<Tier>().SelectMany(tier => Of(tier).VoiceQualities.Select(quality => (quality, tier)))];
    }

    public IReadOnlyList<PlanOffer> Offers { get; }

    public PlanOffer? Find(string id) => byId.GetValueOrDefault(id);

    public TierOffer Of(Tier tier) => tiers[tier];

    /// <summary>How personas may sound, and the lowest tier that may ask for it; the first one is what everybody gets.</summary>
    public IReadOnlyList<(string Name, Tier Tier)> VoiceQualities { get; }

    /// <summary>The plan that a tier is advertised with: its first one.</summary>
    public PlanOffer OfferOf(Tier tier) => Offers.First(offer => offer.Plan.Tier == tier);

    /// <exception cref="InvalidSettingException">The catalog cannot be sold from; the message says what is wrong with it.</exception>
    public static PlanCatalog Load(string folder) => CatalogFile.Load<PlansFile, PlanCatalog>(folder, FileName, FromFile);

    private static PlanCatalog FromFile(PlansFile file)
    {
        var currency = CatalogFile.Currency(file.Currency);
        PlanChecks.Check(file);
        return new PlanCatalog(
            [.. file.Plans!.Select(entry => Offer(entry, currency, file.PastDueGraceDays!.Value))],
            file.Tiers!.Select(entry => new TierOffer(
                Tiers.Find(entry.Id)!.Value, entry.Features!, entry.UpgradeBenefits ?? [], entry.Ads!.Value, entry.CustomPersonas!.Value,
                entry.VoiceQualities ?? [])));
    }

    private static PlanOffer Offer(PlanEntry entry, string currency, int graceDays)
    {
        var plan = new SubscriptionPlan(
            entry.Id!, entry.Name!, Tiers.Find(entry.Tier)!.Value, entry.PriceCents, currency, entry.Interval!, graceDays);
        return new PlanOffer(plan, $"{Money.Display(entry.PriceCents, currency)}/{entry.Interval}", entry.Features!);
    }
}
