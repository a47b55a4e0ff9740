namespace MindBot.Gateways.Stripe;

/// <summary>A page of one of Stripe's lists, newest first. <paramref name="HasMore"/>: in the direction that was asked for.</summary>
internal sealed record StripeList<T>(IReadOnlyList<T> Items, bool HasMore);
