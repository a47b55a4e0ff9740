using System.Collections.Frozen;
using System.Collections.Immutable;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Catalog;

/// <summary>The personas that everybody can talk to, and the categories of all personas, in the order of their files.</summary>
internal sealed class PersonaCatalog
{
    public const string FileName = "personas.json", CategoriesFileName = "categories.json";

    private static readonly PersonaStanding Unknown = new(0, 0);

    private readonly FrozenDictionary<string, PersonaOffer> bySpelling;

    private PersonaCatalog(IReadOnlyList<PersonaOffer> offers, IReadOnlyList<PersonaCategory> categories, CustomPersonaTerms custom)
    {
        Personas = [.. offers.Select(offer => offer.Persona)];
        Categories = categories;
        Custom = custom;
        bySpelling = offers
            .SelectMany(offer => offer.Aliases.Prepend(offer.Persona.Slug).Select(spelling => (spelling, offer)))
            .ToFrozenDictionary(known => known.spelling, known => known.offer);
    }

    public IReadOnlyList<PersonaDefinition> Personas { get; }

    public IReadOnlyList<PersonaCategory> Categories { get; }

    public CustomPersonaTerms Custom { get; }

    /// <summary>The persona of a slug or an old spelling of it; null: the catalog has none.</summary>
    public PersonaDefinition? Find(string slugOrSpelling) => bySpelling.GetValueOrDefault(PersonaSlug.Canonical(slugOrSpelling))?.Persona;

    /// <summary>Where a persona's standing starts: nowhere for one that the catalog does not have.</summary>
    public PersonaStanding StartOf(string slug) => bySpelling.GetValueOrDefault(slug)?.Start ?? Unknown;

    /// <exception cref="InvalidSettingException">The catalog cannot be offered; the message says what is wrong with it.</exception>
    public static PersonaCatalog Load(string folder)
    {
        var categories = CatalogFile.Load<CategoriesFile, IReadOnlyList<PersonaCategory>>(folder, CategoriesFileName, CategoriesOf);
        var catalog = CatalogFile.Load<PersonasFile, PersonaCatalog>(folder, FileName, file => FromFile(file, categories));
        foreach (var category in categories)
        {
            var slugs = catalog.Personas.Where(persona => persona.Category == category.Value).Select(persona => persona.Slug);
            if (category.PopularPersonas.Except(slugs).FirstOrDefault() is { } wrong)
                throw new InvalidSettingException(
                    $"The catalog {Path.Combine(folder, CategoriesFileName)} cannot be used: "
                    + $"the category '{category.Value}' has no persona '{wrong}'.");
        }

        return catalog;
    }

    private static IReadOnlyList<PersonaCategory> CategoriesOf(CategoriesFile file)
    {
        if (file.Categories is not { Count: > 0 }) throw new FormatException("'categories' is empty.");
        foreach (var category in file.Categories) PersonaChecks.Check(category);
        if (FirstTwice(file.Categories.Select(category => category.Value!)) is { } twice)
            throw new FormatException($"The category '{twice}' appears twice.");
        return
        [
            .. file.Categories.Select(category =>
                new PersonaCategory(category.Value!, category.Label!, category.Description!, category.Icon!, category.PopularPersonas!)),
        ];
    }

    private static PersonaCatalog FromFile(PersonasFile file, IReadOnlyList<PersonaCategory> categories)
    {
        if (file.Personas is not { Count: > 0 }) throw new FormatException("'personas' is empty.");
        if (file.Custom is not { } custom) throw new FormatException("'custom' is missing.");

        var values = categories.Select(category => category.Value).ToHashSet();
        PersonaChecks.Check(custom);
        foreach (var persona in file.Personas) PersonaChecks.Check(persona, values);
        if (FirstTwice(file.Personas.SelectMany(persona => (persona.Aliases ?? []).Prepend(persona.Slug!))) is { } twice)
            throw new FormatException($"'{twice}' appears twice among the slugs and aliases of the personas.");
        return new PersonaCatalog([.. file.Personas.Select(Offer)], categories, TermsOf(custom));
    }

    private static string? FirstTwice(IEnumerable<string> names) =>
        names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static PersonaOffer Offer(PersonaEntry entry) => new(
        new PersonaDefinition(
            entry.Slug!, entry.Name!, entry.Summary!, entry.Persona!, entry.Purpose!, entry.Category!, Tiers.Find(entry.AccessLevel)!.Value,
            new PersonaVoice(entry.Voice!.Tts!, entry.Voice.Style!), [.. entry.Tools!], entry.Safety!, entry.AgeRestriction,
            Permille(entry.CostMultiplier), entry.SessionLimit, entry.DailyLimit, entry.AdSupported!.Value, [.. entry.PremiumFeatures!],
            [.. entry.UserCustomizableFields!], entry.CreatedAt!.Value),
        entry.Aliases ?? [],
        new PersonaStanding(entry.Rating!.Value, entry.UsageCount!.Value));

    private static CustomPersonaTerms TermsOf(CustomPersonaEntry custom) => new(
        new PersonaVoice(custom.Voice!.Tts!, custom.Voice.Style!), [.. custom.Tools!], custom.Safety!, Permille(custom.CostMultiplier),
        custom.SessionLimit, custom.DailyLimit, custom.AdSupported!.Value);

    private static int Permille(decimal? multiplier) => (int)(multiplier!.Value * 1000);
}

/// <summary>What all personas that users make have in common.</summary>
internal sealed record CustomPersonaTerms(
    PersonaVoice Voice, ImmutableArray<string> Tools, string Safety, int MultiplierPermille, int? SessionLimitMinutes, int? DailyLimitMinutes,
    bool AdSupported);
