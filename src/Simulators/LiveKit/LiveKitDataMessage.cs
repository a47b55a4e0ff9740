namespace MindBot.Simulators.LiveKit;

/// <summary>A data message as a client gets it. <paramref name="Topic"/> is empty when the sender named none.</summary>
public sealed record LiveKitDataMessage(string Topic, ReadOnlyMemory<byte> Payload, DateTimeOffset At);
