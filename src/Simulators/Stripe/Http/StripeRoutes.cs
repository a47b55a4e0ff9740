using MindBot.Simulators.Stripe.Billing;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.Controls;
using MindBot.Simulators.Stripe.Disputes;
using MindBot.Simulators.Stripe.Events;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.Refunds;

namespace MindBot.Simulators.Stripe.Http;

/// <summary>Everything that is simulated.</summary>
internal static class StripeRoutes
{
    public static IReadOnlyList<StripeRoute> Api { get; } =
    [
        new("POST", "/v1/payment_intents", PaymentIntentApi.Create),
        new("GET", "/v1/payment_intents", PaymentIntentApi.List),
        new("GET", "/v1/payment_intents/{id}", PaymentIntentApi.Retrieve, InBrowser: true),
        new("POST", "/v1/payment_intents/{id}", PaymentIntentApi.Update),
        new("POST", "/v1/payment_intents/{id}/confirm", PaymentIntentApi.Confirm, InBrowser: true),
        new("POST", "/v1/payment_intents/{id}/authenticate", PaymentIntentApi.Authenticate, InBrowser: true),
        new("POST", "/v1/payment_intents/{id}/cancel", PaymentIntentApi.Cancel),
        new("GET", "/v1/setup_intents/{id}", SetupIntentApi.Retrieve, InBrowser: true),
        new("POST", "/v1/setup_intents/{id}/confirm", SetupIntentApi.Confirm, InBrowser: true),
        new("GET", "/v1/charges", ChargeApi.List),
        new("GET", "/v1/charges/{id}", ChargeApi.Retrieve),
        new("POST", "/v1/customers", CustomerApi.Create),
        new("GET", "/v1/customers", CustomerApi.List),
        new("GET", "/v1/customers/{id}", CustomerApi.Retrieve),
        new("POST", "/v1/customers/{id}", CustomerApi.Update),
        new("DELETE", "/v1/customers/{id}", CustomerApi.Delete),
        new("GET", "/v1/customers/{id}/payment_methods", PaymentMethodApi.ListOfCustomer),
        new("POST", "/v1/payment_methods", PaymentMethodApi.Create, InBrowser: true),
        new("GET", "/v1/payment_methods", PaymentMethodApi.List),
        new("GET", "/v1/payment_methods/{id}", PaymentMethodApi.Retrieve),
        new("POST", "/v1/payment_methods/{id}", PaymentMethodApi.Update),
        new("POST", "/v1/payment_methods/{id}/attach", PaymentMethodApi.Attach),
        new("POST", "/v1/payment_methods/{id}/detach", PaymentMethodApi.Detach),
        new("POST", "/v1/refunds", RefundApi.Create),
        new("GET", "/v1/refunds", RefundApi.List),
        new("GET", "/v1/refunds/{id}", RefundApi.Retrieve),
        new("POST", "/v1/refunds/{id}", RefundApi.Update),
        new("GET", "/v1/disputes", DisputeApi.List),
        new("GET", "/v1/disputes/{id}", DisputeApi.Retrieve),
        new("POST", "/v1/disputes/{id}/close", DisputeApi.Concede),
        new("POST", "/v1/products", ProductApi.Create),
        new("GET", "/v1/products", ProductApi.List),
        new("GET", "/v1/products/{id}", ProductApi.Retrieve),
        new("POST", "/v1/products/{id}", ProductApi.Update),
        new("POST", "/v1/prices", PriceApi.Create),
        new("GET", "/v1/prices", PriceApi.List),
        new("GET", "/v1/prices/{id}", PriceApi.Retrieve),
        new("POST", "/v1/prices/{id}", PriceApi.Update),
        new("POST", "/v1/coupons", CouponApi.Create),
        new("GET", "/v1/coupons", CouponApi.List),
        new("GET", "/v1/coupons/{id}", CouponApi.Retrieve),
        new("POST", "/v1/coupons/{id}", CouponApi.Update),
        new("DELETE", "/v1/coupons/{id}", CouponApi.Delete),
        new("POST", "/v1/promotion_codes", PromotionCodeApi.Create),
        new("GET", "/v1/promotion_codes", PromotionCodeApi.List),
        new("GET", "/v1/promotion_codes/{id}", PromotionCodeApi.Retrieve),
        new("POST", "/v1/promotion_codes/{id}", PromotionCodeApi.Update),
        new("POST", "/v1/subscriptions", SubscriptionApi.Create),
        new("GET", "/v1/subscriptions", SubscriptionApi.List),
        new("GET", "/v1/subscriptions/{id}", SubscriptionApi.Retrieve),
        new("POST", "/v1/subscriptions/{id}", SubscriptionApi.Update),
        new("DELETE", "/v1/subscriptions/{id}", SubscriptionApi.Cancel),
        new("POST", "/v1/subscriptions/{id}/resume", SubscriptionApi.Resume),
        new("GET", "/v1/invoices", InvoiceApi.List),
        new("GET", "/v1/invoices/{id}", InvoiceApi.Retrieve),
        new("POST", "/v1/invoices/{id}/pay", InvoiceApi.Pay),
        new("POST", "/v1/invoices/{id}/void", InvoiceApi.Void),
        new("GET", "/v1/invoice_payments", InvoicePaymentApi.List),
        new("GET", "/v1/events", EventApi.List),
        new("GET", "/v1/events/{id}", EventApi.Retrieve),
    ];

    /// <summary>What Stripe does not have: the clock, the other sides of a payment, and faults, for development.</summary>
    public static IReadOnlyList<StripeRoute> Controls(StripeSimulator simulator)
    {
        var (clock, faults) = (new ClockControl(simulator), new FaultControl(simulator));
        return
        [
            new("GET", "/simulate/clock", clock.Show),
            new("POST", "/simulate/clock", clock.Advance),
            new("POST", "/simulate/faults", faults.Order),
            new("POST", "/simulate/disputes", DisputeApi.Open),
            new("POST", "/simulate/disputes/{id}/close", DisputeApi.Decide),
            new("POST", "/simulate/subscriptions/{id}/pause", SubscriptionApi.Pause),
        ];
    }
}
