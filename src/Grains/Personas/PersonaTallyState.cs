using System.Collections.Immutable;

namespace MindBot.Grains.Personas;

[GenerateSerializer, Alias("mindbot.PersonaTallyState")]
public sealed record PersonaTallyState
{
    /// <summary>By slug.</summary>
    [Id(0)] public ImmutableDictionary<string, PersonaTally> Personas { get; init; } = ImmutableDictionary<string, PersonaTally>.Empty;

    /// <summary>Ids of counted events whose sources may not know yet, and may therefore send them again.</summary>
    [Id(1)] public ImmutableHashSet<string> Unconfirmed { get; init; } = [];

    /// <summary>An event that is counted already changes nothing.</summary>
    internal PersonaTallyState With(TallyEvent happened) => Unconfirmed.Contains(happened.Id) ? this : new()
    {
        Personas = Personas.SetItem(happened.Slug, Personas.GetValueOrDefault(happened.Slug, PersonaTally.Zero) + happened.Added),
        Unconfirmed = Unconfirmed.Add(happened.Id),
    };
}
