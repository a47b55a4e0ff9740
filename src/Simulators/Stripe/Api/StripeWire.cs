using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Billing;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.Disputes;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.Refunds;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>Objects as they go over the wire, in the API's version <see cref="ApiVersion"/>.</summary>
internal static class StripeWire
{
    public const string ApiVersion = "2026-10-28.endive";

    public static JsonObject Of(StripeWork work, SimulatedObject any) => any switch
    {
        SimulatedIntent intent => PaymentIntentWire.Of(work, intent),
        SimulatedSetupIntent setup => SetupIntentWire.Of(setup),
        SimulatedCharge charge => ChargeWire.Of(work, charge),
        SimulatedCustomer customer => CustomerWire.Of(customer),
        SimulatedPaymentMethod method => PaymentMethodWire.Of(method),
        SimulatedRefund refund => RefundWire.Of(refund),
        SimulatedDispute dispute => DisputeWire.Of(dispute),
        SimulatedProduct product => ProductWire.Of(product),
        SimulatedPrice price => PriceWire.Of(price),
        SimulatedCoupon coupon => CouponWire.Of(coupon, work.Now),
        SimulatedPromotionCode code => PromotionCodeWire.Of(code, work.Now),
        SimulatedDiscount discount => DiscountWire.Of(discount),
        SimulatedSubscription subscription => SubscriptionWire.Of(work, subscription),
        SimulatedInvoice invoice => InvoiceWire.Of(work, invoice),
        _ => throw new InvalidOperationException($"{any.GetType()} has no wire form."),
    };

    public static JsonObject List(string url, IEnumerable<JsonNode> data, bool hasMore = false) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. data]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };

    public static JsonObject Deleted(string kind, string id) => new() { ["id"] = id, ["object"] = kind, ["deleted"] = true };
}
