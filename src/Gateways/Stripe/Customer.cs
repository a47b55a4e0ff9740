namespace MindBot.Gateways.Stripe;

/// <summary>A Stripe customer: one for each of our users who pays.</summary>
public sealed record Customer(string Id);

/// <param name="IdempotencyKey">Derived from the user id: repeating it makes no second customer.</param>
public sealed record CreateCustomer(string UserId, string? Email, string? Name, string IdempotencyKey);
