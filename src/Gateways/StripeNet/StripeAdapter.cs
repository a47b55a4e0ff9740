using MindBot.Gateways.StripeNet;

namespace MindBot.Gateways.Stripe;

internal static partial class StripeAdapter
{
    public static Make OfThisBuild => (http, options, calls) => new StripeNetApi(http, options, calls);
}
