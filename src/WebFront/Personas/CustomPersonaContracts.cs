namespace MindBot.WebFront.Personas;

/// <summary>What a user says about a persona of their own.</summary>
public sealed record CustomPersonaBody(string? Name, string? Summary, string? Persona, string? Purpose, string? Category);

/// <param name="SystemPromptPreview">How its instructions begin, with what the user wrote quoted in them.</param>
/// <param name="EstimatedHourlyCost">In dollars.</param>
public sealed record CustomPersonaAnswer(
    string Slug, string Name, string Message, string SystemPromptPreview, decimal CostMultiplier, decimal EstimatedHourlyCost);

/// <param name="Limit">So many may the user have; who has more from before keeps them.</param>
public sealed record CustomPersonasAnswer(IReadOnlyList<PersonaDetails> Personas, int Limit);

public sealed record CustomPersonaDeletedAnswer(bool Deleted, string Slug, string Message);
