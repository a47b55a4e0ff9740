using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>Sets a payment method up for a subscription whose first invoice asks for no money.</summary>
internal sealed record SimulatedSetupIntent(string Id, string ClientSecret, string Customer, string Subscription, long Created)
    : SimulatedObject(Id, Created)
{
    public string Status { get; init; } = SimulatedIntent.RequiresPaymentMethod;
    public string? PaymentMethod { get; init; }
}
