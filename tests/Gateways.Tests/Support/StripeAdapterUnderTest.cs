using MindBot.Gateways.Stripe;
using MindBot.Gateways.Stripe.Http;

namespace MindBot.Gateways.Tests.Support;

/// <summary>One of the adapters that all hold to the same contract on the wire. The embedded build has only one.</summary>
public sealed partial class StripeAdapterUnderTest
{
    private StripeAdapterUnderTest(StripeAdapter.Make make) => Make = make;

    /// <summary>Plain HTTP, in both builds.</summary>
    public static StripeAdapterUnderTest Http { get; } = new((http, options, calls) => new StripeHttpApi(http, options, calls));

    internal StripeAdapter.Make Make { get; }
}
