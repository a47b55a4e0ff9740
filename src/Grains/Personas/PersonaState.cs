using System.Collections.Immutable;

namespace MindBot.Grains.Personas;

[GenerateSerializer, Alias("mindbot.PersonaState")]
public sealed record PersonaState
{
    [Id(0)] public string OwnerId { get; init; } = "";

    /// <summary>Null: it was deleted.</summary>
    [Id(1)] public PersonaDefinition? Persona { get; init; }
}

[GenerateSerializer, Alias("mindbot.CustomPersonasState")]
public sealed record CustomPersonasState
{
    /// <summary>In the order in which they were made. Each takes a place.</summary>
    [Id(0)] public ImmutableArray<string> Slugs { get; init; } = [];

    /// <summary>By slug: what the personas' own grains may not know yet; null: that it is deleted.</summary>
    [Id(1)] public ImmutableDictionary<string, PersonaDefinition?> Unfinished { get; init; } = ImmutableDictionary<string, PersonaDefinition?>.Empty;
}
