namespace MindBot.Gateways.Stripe;

/// <summary>Stripe could not be reached, was out of order, or took too long. Whether it did anything is unknown.</summary>
public sealed class PaymentGatewayUnavailable(string message, Exception? inner = null) : Exception(message, inner);
