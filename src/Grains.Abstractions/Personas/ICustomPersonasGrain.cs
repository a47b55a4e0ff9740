using System.Collections.Immutable;

namespace MindBot.Grains.Personas;

/// <summary>The personas that a user has made; key: the user id. However many creations race, there are never more than allowed.</summary>
[Alias("mindbot.ICustomPersonasGrain")]
public interface ICustomPersonasGrain : IGrainWithStringKey
{
    /// <summary>In the order in which they were made.</summary>
    [Alias("List")]
    Task<ImmutableArray<PersonaDefinition>> List();

    /// <summary>
    /// Adds a persona, durably. A repeat with the same slug answers the same persona. What a crash cut off keeps its place, and whoever sends
    /// the same texts again gets it.
    /// </summary>
    /// <param name="limit">The most that the user may have now; what they have beyond it stays.</param>
    [Alias("Create")]
    Task<CustomPersonaReply> Create(PersonaDefinition persona, int limit);

    /// <summary>Changes the texts that are given; null leaves one as it is.</summary>
    [Alias("Update")]
    Task<CustomPersonaReply> Update(string slug, PersonaTexts texts);

    /// <summary>Deletes a persona and frees its place. Answers what it was.</summary>
    [Alias("Delete")]
    Task<CustomPersonaReply> Delete(string slug);

    /// <summary>Deletes them all.</summary>
    [Alias("DeleteAll")]
    Task DeleteAll();
}
