namespace MindBot.Grains.Personas;

/// <summary>Whom a session is held with, as quoted once: it stays so whatever becomes of the persona meanwhile.</summary>
/// <param name="MultiplierPermille">Before the discount, in thousandths of base time.</param>
/// <param name="DiscountPercent">Taken off for an ad that was watched; 0: nothing. The session's rate has it in it.</param>
/// <param name="DailyLimitMs">The most that the user may talk to it in a UTC day, all their sessions together; null: no limit.</param>
[GenerateSerializer, Immutable, Alias("mindbot.SessionPersona")]
public sealed record SessionPersona(
    [property: Id(0)] string Slug, [property: Id(1)] string Name, [property: Id(2)] string Category, [property: Id(3)] int MultiplierPermille,
    [property: Id(4)] int DiscountPercent = 0, [property: Id(5)] long? DailyLimitMs = null);
