using MindBot.Gateways.Stripe.Http;

namespace MindBot.Gateways.Stripe;

internal static partial class StripeAdapter
{
    public static Make OfThisBuild => (http, options, calls) => new StripeHttpApi(http, options, calls);
}
