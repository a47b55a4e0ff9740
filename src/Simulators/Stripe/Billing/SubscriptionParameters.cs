using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary>What requests about subscriptions say.</summary>
internal static class SubscriptionParameters
{
    private static readonly string[] Common =
    [
        "cancel_at_period_end", "collection_method", "default_payment_method", "description", "items[][price]", "items[][quantity]",
        "metadata", "metadata[*]", "off_session", "payment_behavior", "payment_settings[save_default_payment_method]",
        "proration_behavior", "cancellation_details[comment]", "cancellation_details[feedback]",
    ];

    private static readonly string[] OfCreation =
        [.. Common, "customer", "currency", "discounts[][coupon]", "discounts[][promotion_code]", "billing_mode[type]"];

    private static readonly string[] OfUpdate =
        [.. Common, "items[][id]", "billing_cycle_anchor", "pause_collection", "pause_collection[behavior]", "pause_collection[resumes_at]"];

    public static void CheckCreation(StripeParameters asked)
    {
        asked.RefuseUnknown(OfCreation);
        asked.OneOf("collection_method", "charge_automatically");
        asked.OneOf("billing_mode[type]", "flexible", "classic");
        asked.OneOf("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete");
    }

    public static void CheckUpdate(StripeParameters asked)
    {
        asked.RefuseUnknown(OfUpdate);
        asked.OneOf("collection_method", "charge_automatically");
        asked.OneOf("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete");
        asked.OneOf("proration_behavior", "create_prorations", "always_invoice", "none");
        asked.OneOf("billing_cycle_anchor", "now", "unchanged");
    }

    /// <returns>The one item's name in the request; null when there is none.</returns>
    public static string? Item(StripeParameters asked)
    {
        var items = asked.Entries("items");
        return items.Count > 1
            ? throw new StripeApiError(400, "The simulated account knows subscriptions with one item only.", param: items[1])
            : items.SingleOrDefault();
    }

    public static SimulatedPrice RecurringPrice(StripeCall call, string param)
    {
        var id = call.Parameters.Required(param);
        var price = call.Work.Find<SimulatedPrice>(id) ?? throw StripeApiError.Missing("price", id, param, status: 400);
        if (!price.IsActive) throw new StripeApiError(400, "The price specified is inactive. This field only accepts active prices.", param: param);
        return price.Interval is not null
            ? price
            : throw new StripeApiError(400,
                "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.", param: param);
    }

    public static long Quantity(StripeParameters asked, string item) => asked.Integer($"{item}[quantity]", min: 1, max: 10_000) ?? 1;

    /// <summary>What may be set at any time.</summary>
    public static SimulatedSubscription Described(SimulatedSubscription subscription, StripeCall call)
    {
        var asked = call.Parameters;
        const string Method = "default_payment_method", Keep = "payment_settings[save_default_payment_method]";
        if (asked.Text(Method) is { } method) PaymentMethods.OfCustomer(call.Work, method, subscription.Customer, Method);
        var atEnd = asked.Flag("cancel_at_period_end") ?? subscription.CancelAtPeriodEnd;
        return subscription with
        {
            Metadata = StripeMetadata.Merged(subscription.Metadata, asked),
            Description = asked.Changed("description", subscription.Description),
            DefaultPaymentMethod = asked.Changed(Method, subscription.DefaultPaymentMethod),
            KeepsPaymentMethod = asked.OneOf(Keep, "on_subscription", "off") is { } keep ? keep == "on_subscription" : subscription.KeepsPaymentMethod,
            CancelAtPeriodEnd = atEnd,
            CanceledAt = atEnd ? subscription.CanceledAt ?? call.Now : null,
            CancellationReason = atEnd ? "cancellation_requested" : null,
            CancellationComment = asked.Changed("cancellation_details[comment]", subscription.CancellationComment),
            CancellationFeedback = asked.Changed("cancellation_details[feedback]", subscription.CancellationFeedback),
            PauseBehavior = asked.Given("pause_collection") == "" ? null
                : asked.OneOf("pause_collection[behavior]", "void", "mark_uncollectible", "keep_as_draft") ?? subscription.PauseBehavior,
            ResumesAt = asked.Given("pause_collection") == "" ? null : asked.Integer("pause_collection[resumes_at]") ?? subscription.ResumesAt,
        };
    }
}
