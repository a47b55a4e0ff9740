namespace MindBot.Simulators.Stripe;

/// <summary>An attempt to deliver an event.</summary>
/// <param name="Body">The exact bytes that are signed.</param>
/// <param name="Signature">The <c>Stripe-Signature</c> header.</param>
/// <param name="Attempt">From 1.</param>
public sealed record StripeDelivery(string EventId, string Type, byte[] Body, string Signature, int Attempt);
