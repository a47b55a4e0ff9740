namespace MindBot.Grains.Metering;

/// <summary>What a wallet owes in all for a card whose money went back; cumulative, so that a repeat changes nothing.</summary>
public sealed record OwedForCard(string CardId, long Micros);
