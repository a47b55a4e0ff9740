namespace MindBot.Simulators.LiveKit.Webhooks;

/// <summary>An event with the body that every attempt sends.</summary>
internal sealed record WebhookEvent(string Id, string Type, string Room, byte[] Body);
