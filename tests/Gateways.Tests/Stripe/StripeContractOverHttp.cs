using MindBot.Gateways.Tests.Peers;
using MindBot.Gateways.Tests.Simulators;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

// The contract of all adapters of Stripe, held to by plain HTTP.

public sealed class StripePaymentGatewayTestsOverHttp() : StripePaymentGatewayTests(StripeAdapterUnderTest.Http);

public sealed class StripeCustomerTestsOverHttp() : StripeCustomerTests(StripeAdapterUnderTest.Http);

public sealed class StripeRefundTestsOverHttp() : StripeRefundTests(StripeAdapterUnderTest.Http);

public sealed class StripeSubscribingTestsOverHttp() : StripeSubscribingTests(StripeAdapterUnderTest.Http);

public sealed class StripeSubscriptionTestsOverHttp() : StripeSubscriptionTests(StripeAdapterUnderTest.Http);

public sealed class StripeSecondThoughtsTestsOverHttp() : StripeSecondThoughtsTests(StripeAdapterUnderTest.Http);

public sealed class StripePriceTestsOverHttp() : StripePriceTests(StripeAdapterUnderTest.Http);

public sealed class StripeRetryTestsOverHttp() : StripeRetryTests(StripeAdapterUnderTest.Http);

public sealed class StripeEventListTestsOverHttp() : StripeEventListTests(StripeAdapterUnderTest.Http);

public sealed class StripeAdapterTestsOverHttp() : StripeAdapterTests(StripeAdapterUnderTest.Http);

public sealed class StripeTypesTestsOverHttp() : StripeTypesTests(StripeAdapterUnderTest.Http);
