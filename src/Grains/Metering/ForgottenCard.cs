namespace MindBot.Grains.Metering;

/// <summary>What a wallet still knows of a bought card that it has forgotten: how much of it expired unspent, in microseconds, above 0.</summary>
public sealed record ForgottenCard(string CardId, long ExpiredMicros);
