using MindBot.Grains;
using MindBot.Grains.Personas;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Personas;

/// <summary>Finds a persona by what a caller wrote: the catalog's for everybody, one that a user has made for that user alone.</summary>
internal sealed class PersonaLookup(PersonaCatalog catalog, IGrainFactory grains)
{
    /// <param name="slugOrSpelling">A slug in whatever case, with underscores for hyphens, or another name that the catalog knows it by.</param>
    /// <param name="userId">Who asks; null: somebody who has not signed in.</param>
    /// <returns>Null: there is none that this user may see.</returns>
    public async Task<PersonaDefinition?> Find(string slugOrSpelling, string? userId)
    {
        if (catalog.Find(slugOrSpelling) is { } known) return known;

        // Nothing but what may be a custom persona wakes a grain.
        var slug = PersonaSlug.Canonical(slugOrSpelling);
        if (userId is null || !PersonaSlug.IsCustom(slug)) return null;
        var custom = await grains.GetGrain<IPersonaGrain>(slug).Get();
        return custom?.OwnerId == userId ? custom : null;
    }

    public static Problem NotFound() => Problem.Of(RefusalCodes.UnknownPersona, "There is no such persona. GET /personas lists all of them.");
}
