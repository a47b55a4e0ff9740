using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

internal static class SubscriptionWire
{
    public static JsonObject Of(StripeWork work, SimulatedSubscription subscription) => new()
    {
        ["id"] = subscription.Id,
        ["object"] = "subscription",
        ["application"] = null,
        ["application_fee_percent"] = null,
        ["automatic_tax"] = new JsonObject { ["disabled_reason"] = null, ["enabled"] = false, ["liability"] = null },
        ["billing_cycle_anchor"] = subscription.Anchor,
        ["billing_cycle_anchor_config"] = null,
        ["billing_mode"] = new JsonObject { ["flexible"] = new JsonObject { ["proration_discounts"] = "included" }, ["type"] = "flexible" },
        ["billing_schedules"] = new JsonArray(),
        ["billing_thresholds"] = null,
        ["cancel_at"] = subscription.CancelAtPeriodEnd ? subscription.PeriodEnd : null,
        ["cancel_at_period_end"] = subscription.CancelAtPeriodEnd,
        ["canceled_at"] = subscription.CanceledAt,
        ["cancellation_details"] = new JsonObject
        {
            ["comment"] = subscription.CancellationComment,
            ["feedback"] = subscription.CancellationFeedback,
            ["reason"] = subscription.CancellationReason,
        },
        ["collection_method"] = "charge_automatically",
        ["created"] = subscription.Created,
        ["currency"] = subscription.Currency,
        ["customer"] = subscription.Customer,
        ["customer_account"] = null,
        ["days_until_due"] = null,
        ["default_payment_method"] = subscription.DefaultPaymentMethod,
        ["default_source"] = null,
        ["default_tax_rates"] = new JsonArray(),
        ["description"] = subscription.Description,
        ["discounts"] = new JsonArray([.. subscription.Discounts]),
        ["ended_at"] = subscription.EndedAt,
        ["invoice_settings"] = new JsonObject { ["account_tax_ids"] = null, ["issuer"] = new JsonObject { ["type"] = "self" } },
        ["items"] = StripeWire.List($"/v1/subscription_items?subscription={subscription.Id}", [Item(work, subscription)]),
        ["latest_invoice"] = subscription.LatestInvoice,
        ["livemode"] = false,
        ["managed_payments"] = null,
        ["metadata"] = StripeMetadata.Wire(subscription.Metadata),
        ["next_pending_invoice_item_invoice"] = null,
        ["on_behalf_of"] = null,
        ["pause_collection"] = subscription.PauseBehavior is { } behavior
            ? new JsonObject { ["behavior"] = behavior, ["resumes_at"] = subscription.ResumesAt }
            : null,
        ["payment_settings"] = new JsonObject
        {
            ["payment_method_options"] = null,
            ["payment_method_types"] = null,
            ["save_default_payment_method"] = subscription.KeepsPaymentMethod ? "on_subscription" : "off",
        },
        ["pending_invoice_item_interval"] = null,
        ["pending_setup_intent"] = subscription.PendingSetupIntent,
        ["pending_update"] = null,
        ["schedule"] = null,
        ["start_date"] = subscription.Created,
        ["status"] = subscription.Status,
        ["test_clock"] = null,
        ["transfer_data"] = null,
        ["trial_end"] = null,
        ["trial_settings"] = new JsonObject { ["end_behavior"] = new JsonObject { ["missing_payment_method"] = "create_invoice" } },
        ["trial_start"] = null,
    };

    private static JsonObject Item(StripeWork work, SimulatedSubscription subscription)
    {
        var price = work.Get<SimulatedPrice>(subscription.Price);
        return new JsonObject
        {
            ["id"] = subscription.ItemId,
            ["object"] = "subscription_item",
            ["billing_thresholds"] = null,
            ["created"] = subscription.Created,
            ["current_period_end"] = subscription.PeriodEnd,
            ["current_period_start"] = subscription.PeriodStart,
            ["discounts"] = new JsonArray(),
            ["metadata"] = new JsonObject(),
            ["plan"] = PriceWire.Plan(price),
            ["price"] = PriceWire.Of(price),
            ["quantity"] = subscription.Quantity,
            ["subscription"] = subscription.Id,
            ["tax_rates"] = new JsonArray(),
        };
    }
}
