namespace MindBot.Grains.Personas;

[GenerateSerializer, Immutable, Alias("mindbot.CustomPersonaReply")]
public sealed record CustomPersonaReply([property: Id(0)] PersonaDefinition? Persona, [property: Id(1)] Refusal? Refusal);

/// <summary>What a user says about a persona of their own; null: nothing.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.PersonaTexts")]
public sealed record PersonaTexts(
    [property: Id(0)] string? Name, [property: Id(1)] string? Summary, [property: Id(2)] string? Persona, [property: Id(3)] string? Purpose,
    [property: Id(4)] string? Category);
