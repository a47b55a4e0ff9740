using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Personas;

/// <summary>What users of the tests do with personas of their own.</summary>
internal static class Author
{
    public static PersonaDefinition Persona(string slug, string name = "Tutor") => new(
        slug, name, "A summary", "Patient", "To teach", "education", Tier.Free, new PersonaVoice("alloy", "friendly"), ["check_time_balance"],
        "Be kind", null, 1200, null, null, AdSupported: false, [], [], new DateTimeOffset(2026, 3, 14, 0, 0, 0, TimeSpan.Zero));

    /// <summary>A slug of the custom form.</summary>
    public static string Slug(int number) => $"tutor-a{number / 100}b{number / 10 % 10}c{number % 10}";

    public static ICustomPersonasGrain Own(this Backend backend, string user) => backend.Grain<ICustomPersonasGrain>(user);

    public static Task<CustomPersonaReply> Make(this Backend backend, string user, int number, int limit = 1, string? name = null) =>
        backend.Own(user).Create(Persona(Slug(number), name ?? $"Tutor {number}"), limit);

    public static async Task<string[]> Slugs(this Backend backend, string user) =>
        [.. (await backend.Own(user).List()).Select(persona => persona.Slug)];

    /// <summary>How many more personas the user can make. They are deleted again.</summary>
    /// <param name="from">The first one's number; a second look needs others, for slugs are not used again.</param>
    public static async Task<int> PlacesLeft(this Backend backend, string user, int limit, int from = 900)
    {
        var made = new List<string>();
        while ((await backend.Make(user, from + made.Count, limit)).Persona is { } persona) made.Add(persona.Slug);
        foreach (var slug in made) Assert.NotNull((await backend.Own(user).Delete(slug)).Persona);
        return made.Count;
    }
}
