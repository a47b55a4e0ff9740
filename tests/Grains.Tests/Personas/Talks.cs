using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.Tests.Personas;

/// <summary>Talks with personas, and what is counted of them.</summary>
internal static class Talks
{
    public static readonly SessionPersona Oak = new("professor-oak-tutor", "Professor Oak", "education", 800);
    public static readonly SessionPersona OwnTutor = new("my-tutor-a1b2c3", "My Tutor", "education", 1200);

    public static SessionTerms With(SessionPersona? persona, string room) => new(room, persona?.MultiplierPermille, Persona: persona);

    public static async Task Talk(this Backend backend, string user, string id, TimeSpan length, SessionPersona? persona = null)
    {
        Assert.Null((await backend.Session(user, id).Start(With(persona ?? Oak, $"room of {user}"))).Refusal);
        await backend.AdvanceAsync(length);
        await backend.Finish(user, id);
    }

    /// <summary>As if the user had talked with the persona.</summary>
    public static Task HasTalked(this Backend backend, string user, SessionPersona? persona = null) => backend.Log(user).Add(new FinishedSession(
        0, "talk", "room", "completed", "client_ended", backend.Now, backend.Now, 1000, 1000, persona ?? Oak));

    public static IPersonaTallyGrain Shard(this Backend backend, string user) =>
        backend.Grain<IPersonaTallyGrain>(IPersonaTallyGrain.ShardOf(user));

    public static IPersonaRatingGrain Rating(this Backend backend, string user, SessionPersona? persona = null) =>
        backend.Grain<IPersonaRatingGrain>(IPersonaRatingGrain.KeyOf(user, (persona ?? Oak).Slug));

    /// <summary>What all shards together have of a persona.</summary>
    public static async Task<PersonaTally> Tally(this Backend backend, SessionPersona? persona = null)
    {
        var sum = PersonaTally.Zero;
        for (var shard = 0; shard < IPersonaTallyGrain.Shards; shard++)
            sum += (await backend.Grain<IPersonaTallyGrain>($"{shard}").Read()).GetValueOrDefault((persona ?? Oak).Slug, PersonaTally.Zero);
        return sum;
    }

    /// <summary>The user's own log as a tally.</summary>
    public static async Task<PersonaTally> OwnUse(this Backend backend, string user, SessionPersona? persona = null) =>
        (await backend.Log(user).GetTotals()).Personas.TryGetValue((persona ?? Oak).Slug, out var use)
            ? new PersonaTally(use.Sessions, use.ElapsedMs, use.ChargedMicros)
            : PersonaTally.Zero;
}
