namespace MindBot.Gateways.Stripe;

/// <summary>The <c>error</c> object of Stripe's refusals.</summary>
internal sealed record StripeError(
    string? Type, string? Code, string? DeclineCode, string? Param, string? Message, PaymentIntent? Intent);
