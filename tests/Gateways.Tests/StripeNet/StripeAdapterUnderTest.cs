using MindBot.Gateways.StripeNet;

namespace MindBot.Gateways.Tests.Support;

public sealed partial class StripeAdapterUnderTest
{
    /// <summary>Stripe's own SDK, in the full build.</summary>
    public static StripeAdapterUnderTest StripeNet { get; } = new((http, options, calls) => new StripeNetApi(http, options, calls));
}
