using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.Personas;

/// <inheritdoc cref="ICustomPersonasGrain"/>
/// <remarks>
/// Every change is durable here first, together with the place that it takes or frees; then the persona's own grain takes it. A crash in
/// between leaves it to the next call, which finishes it before anything else.
/// </remarks>
public sealed class CustomPersonasGrain(
    [PersistentState("customPersonas", GrainStorageName.Default)] IPersistentState<CustomPersonasState> state) : Grain, ICustomPersonasGrain
{
    private CustomPersonasState Own => state.State;

    public async Task<ImmutableArray<PersonaDefinition>> List()
    {
        await Finish();
        var personas = await Task.WhenAll(Own.Slugs.Select(slug => Persona(slug).Get()));
        return [.. personas.OfType<PersonaDefinition>()];
    }

    public async Task<CustomPersonaReply> Create(PersonaDefinition persona, int limit)
    {
        // Who got no answer then sends the same again, and must not be told that their only place is taken by it.
        var cutOff = Own.Unfinished.Values.FirstOrDefault(unfinished => unfinished is not null && HasSameTexts(unfinished, persona));
        await Finish();
        var slug = cutOff?.Slug ?? persona.Slug;
        if (Own.Slugs.Contains(slug)) return await Read(slug);
        if (Own.Slugs.Length >= limit) return Refuse(RefusalCodes.TooManyCustomPersonas, TooMany(limit));

        var owned = persona with { OwnerId = this.GetPrimaryKeyString() };
        await Change(Own.Slugs.Add(owned.Slug), owned.Slug, owned);
        return Own.Slugs.Contains(owned.Slug)
            ? new CustomPersonaReply(owned, null)
            : Refuse(RefusalCodes.PersonaSlugTaken, "This name for the persona is taken at the moment. Try again.");
    }

    public async Task<CustomPersonaReply> Update(string slug, PersonaTexts texts)
    {
        await Finish();
        if (!Own.Slugs.Contains(slug)) return Unknown();
        var former = (await Read(slug)).Persona!;
        var changed = former with
        {
            Name = texts.Name ?? former.Name,
            Summary = texts.Summary ?? former.Summary,
            Persona = texts.Persona ?? former.Persona,
            Purpose = texts.Purpose ?? former.Purpose,
            Category = texts.Category ?? former.Category,
        };
        await Change(Own.Slugs, slug, changed);
        return new CustomPersonaReply(changed, null);
    }

    public async Task<CustomPersonaReply> Delete(string slug)
    {
        await Finish();
        if (!Own.Slugs.Contains(slug)) return Unknown();
        var deleted = await Read(slug);
        await Change(Own.Slugs.Remove(slug), slug, null);
        return deleted;
    }

    public async Task DeleteAll()
    {
        DeactivateOnIdle();
        await Finish();
        if (Own.Slugs.IsEmpty) return;
        await state.Store(new CustomPersonasState { Unfinished = Own.Slugs.ToImmutableDictionary(slug => slug, _ => (PersonaDefinition?)null) });
        await Finish();
    }

    private static bool HasSameTexts(PersonaDefinition one, PersonaDefinition other) =>
        (one.Name, one.Summary, one.Persona, one.Purpose, one.Category) == (other.Name, other.Summary, other.Persona, other.Purpose, other.Category);

    private static string TooMany(int limit) => limit == 0
        ? "Personas of one's own are not part of your tier. Upgrade to make some."
        : $"You have {(limit == 1 ? "the one persona" : $"all {limit} personas")} of your own that your tier allows."
            + " Change or delete one, or upgrade.";

    private static CustomPersonaReply Unknown() => Refuse(RefusalCodes.UnknownPersona, "You have no such persona of your own.");

    private static CustomPersonaReply Refuse(string code, string detail) => new(null, new Refusal(code, detail));

    private async Task<CustomPersonaReply> Read(string slug) => new(await Persona(slug).Get(), null);

    private async Task Change(ImmutableArray<string> slugs, string slug, PersonaDefinition? persona)
    {
        await state.Store(new CustomPersonasState { Slugs = slugs, Unfinished = Own.Unfinished.SetItem(slug, persona) });
        await Finish();
    }

    /// <summary>A persona whose slug turns out to be taken gives its place back.</summary>
    private async Task Finish()
    {
        if (Own.Unfinished.IsEmpty) return;
        var slugs = Own.Slugs;
        foreach (var (slug, persona) in Own.Unfinished)
        {
            if (persona is null) await Persona(slug).Delete(this.GetPrimaryKeyString());
            else if (!await Persona(slug).Put(persona)) slugs = slugs.Remove(slug);
        }

        await state.Store(new CustomPersonasState { Slugs = slugs });
    }

    private IPersonaGrain Persona(string slug) => GrainFactory.GetGrain<IPersonaGrain>(slug);
}
