namespace MindBot.Simulators.Stripe.Payments;

/// <summary>Why a card was refused, in Stripe's words.</summary>
internal sealed record SimulatedDecline(string Code, string? DeclineCode, string Message, string Type = "card_error");
