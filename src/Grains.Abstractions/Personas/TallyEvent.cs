namespace MindBot.Grains.Personas;

/// <summary>Something that a user did with a persona.</summary>
/// <param name="Id">One of <see cref="TallyEventId"/>: the same id is the same event.</param>
/// <param name="Slug">The persona's.</param>
[GenerateSerializer, Immutable, Alias("mindbot.TallyEvent")]
public sealed record TallyEvent([property: Id(0)] string Id, [property: Id(1)] string Slug, [property: Id(2)] PersonaTally Added);
