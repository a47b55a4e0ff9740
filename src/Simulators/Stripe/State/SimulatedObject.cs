using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.Billing;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.Disputes;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.Refunds;

namespace MindBot.Simulators.Stripe.State;

/// <summary>Anything the account holds. Amounts are minor units, instants Unix seconds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SimulatedIntent), "payment_intent")]
[JsonDerivedType(typeof(SimulatedSetupIntent), "setup_intent")]
[JsonDerivedType(typeof(SimulatedCharge), "charge")]
[JsonDerivedType(typeof(SimulatedCustomer), "customer")]
[JsonDerivedType(typeof(SimulatedPaymentMethod), "payment_method")]
[JsonDerivedType(typeof(SimulatedRefund), "refund")]
[JsonDerivedType(typeof(SimulatedDispute), "dispute")]
[JsonDerivedType(typeof(SimulatedProduct), "product")]
[JsonDerivedType(typeof(SimulatedPrice), "price")]
[JsonDerivedType(typeof(SimulatedCoupon), "coupon")]
[JsonDerivedType(typeof(SimulatedPromotionCode), "promotion_code")]
[JsonDerivedType(typeof(SimulatedDiscount), "discount")]
[JsonDerivedType(typeof(SimulatedSubscription), "subscription")]
[JsonDerivedType(typeof(SimulatedInvoice), "invoice")]
internal abstract record SimulatedObject(string Id, long Created)
{
    /// <summary>When something happens to it by itself; null: never.</summary>
    [JsonIgnore]
    public virtual long? DueAt => null;
}
