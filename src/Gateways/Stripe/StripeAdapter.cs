namespace MindBot.Gateways.Stripe;

/// <summary>What sends the requests to Stripe: plain HTTP, or in the full build Stripe's own SDK. Each build compiles one of the files that say which.</summary>
internal static partial class StripeAdapter
{
    public delegate IStripeApi Make(HttpClient http, StripeOptions options, StripeCalls calls);
}
