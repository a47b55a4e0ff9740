using MindBot.Gateways.Tests.Peers;
using MindBot.Gateways.Tests.Simulators;
using MindBot.Gateways.Tests.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.StripeNet;

// The contract of all adapters of Stripe, held to by Stripe's own SDK.

public sealed class StripePaymentGatewayTestsOverStripeNet() : StripePaymentGatewayTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeCustomerTestsOverStripeNet() : StripeCustomerTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeRefundTestsOverStripeNet() : StripeRefundTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeSubscribingTestsOverStripeNet() : StripeSubscribingTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeSubscriptionTestsOverStripeNet() : StripeSubscriptionTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeSecondThoughtsTestsOverStripeNet() : StripeSecondThoughtsTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripePriceTestsOverStripeNet() : StripePriceTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeRetryTestsOverStripeNet() : StripeRetryTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeEventListTestsOverStripeNet() : StripeEventListTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeAdapterTestsOverStripeNet() : StripeAdapterTests(StripeAdapterUnderTest.StripeNet);

public sealed class StripeTypesTestsOverStripeNet() : StripeTypesTests(StripeAdapterUnderTest.StripeNet);
