using MindBot.Grains.TimeCards;

namespace MindBot.Simulation.Worlds;

/// <summary>What is true of a card that somebody has ordered.</summary>
internal sealed class CardTruth
{
    public required string Id { get; init; }
    public required Person Buyer { get; init; }
    public required TimePackage Package { get; init; }
    public required bool Gift { get; init; }
    public string? IntentId { get; set; }

    /// <summary>Who has it in their wallet.</summary>
    public Person? Owner { get; set; }
}
