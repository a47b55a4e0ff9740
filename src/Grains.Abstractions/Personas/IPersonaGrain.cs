namespace MindBot.Grains.Personas;

/// <summary>A persona that a user has made; key: its slug. Only its owner's <see cref="ICustomPersonasGrain"/> changes it.</summary>
[Alias("mindbot.IPersonaGrain")]
public interface IPersonaGrain : IGrainWithStringKey
{
    /// <summary>Null: there is none, or no longer. Whoever shows it to anybody compares the owner.</summary>
    [Alias("Get")]
    Task<PersonaDefinition?> Get();

    /// <summary>Makes it, or makes it anew. A slug never means two personas, so that what was counted for one is never another's.</summary>
    /// <returns>False: the slug is another user's, or that of a persona which was deleted.</returns>
    [Alias("Put")]
    Task<bool> Put(PersonaDefinition persona);

    /// <summary>Forgets what it is, and keeps its slug from being used again.</summary>
    [Alias("Delete")]
    Task Delete(string ownerId);
}
