namespace MindBot.Gateways.Stripe;

/// <summary>An invoice of a subscription, with the metadata that the subscription had then.</summary>
public sealed record SubscriptionInvoice(string Id, string SubscriptionId, IReadOnlyDictionary<string, string> SubscriptionMetadata);
