namespace MindBot.Gateways.Stripe;

/// <summary>A page of events, oldest first. <paramref name="HasMore"/>: ask again after the last one.</summary>
public sealed record EventPage(IReadOnlyList<StripeEvent> Events, bool HasMore);
