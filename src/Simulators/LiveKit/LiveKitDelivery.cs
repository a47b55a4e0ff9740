namespace MindBot.Simulators.LiveKit;

/// <summary>An event on its way, as it goes over the wire.</summary>
/// <param name="Body">The raw body, protojson.</param>
/// <param name="Authorization">The header's value: a JWT without <c>Bearer</c>, over the body's hash.</param>
/// <param name="Attempt">From 1.</param>
public sealed record LiveKitDelivery(string EventId, string Type, string Room, ReadOnlyMemory<byte> Body, string Authorization, int Attempt)
{
    public const string ContentType = "application/webhook+json";
}
