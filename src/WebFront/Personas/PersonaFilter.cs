using System.Diagnostics.CodeAnalysis;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Personas;

/// <summary>Which personas a list shows, and in which order. Null filters nothing.</summary>
/// <param name="Tier">Null: the user's own.</param>
internal sealed record PersonaFilter(Tier? Tier, Tier? Access, string? Category, bool? AdSupported, string[] Words, PersonaOrder Order)
{
    private static readonly string[] TierNames = [.. Enum.GetValues<Tier>().Select(tier => tier.Name())];

    public static bool TryRead(
        PersonaQuery query, PersonaCatalog catalog, [NotNullWhen(true)] out PersonaFilter? filter, [NotNullWhen(false)] out Problem? problem)
    {
        filter = null;
        problem = Unknown("user_tier", query.UserTier, TierNames)
            ?? Unknown("access_level", query.AccessLevel, TierNames)
            ?? Unknown("category", query.Category, [.. catalog.Categories.Select(category => category.Value)])
            ?? Unknown("ad_supported", query.AdSupported, ["true", "false"])
            ?? Unknown("sort_by", query.SortBy, PersonaOrder.Names);
        if (problem is not null) return false;
        filter = new PersonaFilter(
            Tiers.Find(query.UserTier), Tiers.Find(query.AccessLevel), OrNull(query.Category),
            OrNull(query.AdSupported) is { } carries ? carries == "true" : null,
            (query.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), PersonaOrder.Find(OrNull(query.SortBy)));
        return true;
    }

    /// <param name="ownTier">What the one who asks may use.</param>
    public bool Shows(PersonaDefinition persona, Tier ownTier) =>
        persona.Access <= (Tier ?? ownTier)
        && (Access is null || persona.Access == Access)
        && (Category is null || persona.Category == Category)
        && (AdSupported is null || persona.AdSupported == AdSupported)
        && Words.All(word => Has(persona.Name, word) || Has(persona.Summary, word) || Has(persona.Purpose, word));

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string? OrNull(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static Problem? Unknown(string name, string? value, string[] known) => OrNull(value) is null || known.Contains(value)
        ? null
        : Problem.Of(ErrorCodes.InvalidParameter, $"'{name}' must be one of {string.Join(", ", known)}.");
}
