using System.Globalization;
using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

internal static class InvoiceWire
{
    public static JsonObject Of(StripeWork work, SimulatedInvoice invoice)
    {
        var customer = work.Get<SimulatedCustomer>(invoice.Customer);
        var paid = invoice.Status == SimulatedInvoice.Paid ? invoice.AmountDue : 0;
        return new JsonObject
        {
            ["id"] = invoice.Id,
            ["object"] = "invoice",
            ["account_country"] = "US",
            ["account_name"] = "MindBot simulator",
            ["account_tax_ids"] = null,
            ["amount_due"] = invoice.AmountDue,
            ["amount_overpaid"] = 0,
            ["amount_paid"] = paid,
            ["amount_remaining"] = invoice.AmountDue - paid,
            ["amount_shipping"] = 0,
            ["application"] = null,
            ["attempt_count"] = invoice.AttemptCount,
            ["attempted"] = invoice.AttemptCount > 0,
            ["auto_advance"] = invoice.NextAttemptAt is not null,
            ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["status"] = null },
            ["automatically_finalizes_at"] = null,
            ["billing_reason"] = invoice.Reason,
            ["collection_method"] = "charge_automatically",
            ["created"] = invoice.Created,
            ["currency"] = invoice.Currency,
            ["custom_fields"] = null,
            ["customer"] = invoice.Customer,
            ["customer_account"] = null,
            ["customer_address"] = null,
            ["customer_email"] = customer.Email,
            ["customer_name"] = customer.Name,
            ["customer_phone"] = customer.Phone,
            ["customer_shipping"] = null,
            ["customer_tax_exempt"] = "none",
            ["customer_tax_ids"] = new JsonArray(),
            ["default_payment_method"] = null,
            ["default_source"] = null,
            ["default_tax_rates"] = new JsonArray(),
            ["description"] = null,
            ["discounts"] = new JsonArray([.. invoice.Discounts]),
            ["due_date"] = null,
            ["effective_at"] = invoice.FinalizedAt,
            ["ending_balance"] = invoice.EndingBalance,
            ["footer"] = null,
            ["from_invoice"] = null,
            ["hosted_invoice_url"] = null,
            ["invoice_pdf"] = null,
            ["issuer"] = new JsonObject { ["type"] = "self" },
            ["last_finalization_error"] = null,
            ["latest_revision"] = null,
            ["lines"] = StripeWire.List($"/v1/invoices/{invoice.Id}/lines", invoice.Lines.Select(line => Line(work, invoice, line))),
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["next_payment_attempt"] = invoice.NextAttemptAt,
            ["number"] = invoice.Status == SimulatedInvoice.Draft ? null : invoice.Number,
            ["on_behalf_of"] = null,
            ["parent"] = new JsonObject
            {
                ["quote_details"] = null,
                ["subscription_details"] = new JsonObject
                {
                    ["metadata"] = StripeMetadata.Wire(invoice.SubscriptionMetadata),
                    ["subscription"] = invoice.Subscription,
                },
                ["type"] = "subscription_details",
            },
            ["payment_settings"] = new JsonObject { ["default_mandate"] = null, ["payment_method_options"] = null, ["payment_method_types"] = null },
            ["period_end"] = invoice.Created,
            ["period_start"] = invoice.Lines.Count == 0 ? invoice.Created : Math.Min(invoice.Created, invoice.Lines.Min(line => line.PeriodStart)),
            ["post_payment_credit_notes_amount"] = 0,
            ["pre_payment_credit_notes_amount"] = 0,
            ["receipt_number"] = null,
            ["rendering"] = null,
            ["shipping_cost"] = null,
            ["shipping_details"] = null,
            ["starting_balance"] = invoice.StartingBalance,
            ["statement_descriptor"] = null,
            ["status"] = invoice.Status,
            ["status_transitions"] = new JsonObject
            {
                ["finalized_at"] = invoice.FinalizedAt,
                ["marked_uncollectible_at"] = null,
                ["paid_at"] = invoice.PaidAt,
                ["voided_at"] = invoice.VoidedAt,
            },
            ["subtotal"] = invoice.Subtotal,
            ["subtotal_excluding_tax"] = invoice.Subtotal,
            ["test_clock"] = null,
            ["total"] = invoice.Total,
            ["total_discount_amounts"] = TotalDiscounts(invoice),
            ["total_excluding_tax"] = invoice.Total,
            ["total_pretax_credit_amounts"] = new JsonArray(),
            ["total_taxes"] = new JsonArray(),
            ["webhooks_delivered_at"] = invoice.Created,
        };
    }

    /// <summary>Fields that an invoice has only when they are asked for.</summary>
    public static bool IsIncludable(JsonObject parent, string name) =>
        parent["object"]?.GetValue<string>() == "invoice" && name is "confirmation_secret" or "payments";

    /// <summary>Such a field's value; null when it is none, or there is nothing to show.</summary>
    public static JsonObject? Includable(StripeWork work, JsonObject parent, string name)
    {
        if (!IsIncludable(parent, name)) return null;
        var invoice = work.Get<SimulatedInvoice>(parent["id"]!.GetValue<string>());
        var intent = work.Find<SimulatedIntent>(invoice.Intent);
        if (name == "payments") return StripeWire.List("/v1/invoice_payments", intent is null ? [] : [InvoicePayment(invoice, intent)]);
        return intent is null ? null : new JsonObject { ["client_secret"] = intent.ClientSecret, ["type"] = "payment_intent" };
    }

    public static JsonObject InvoicePayment(SimulatedInvoice invoice, SimulatedIntent intent) => new()
    {
        ["id"] = "inpay_" + intent.Id[3..],
        ["object"] = "invoice_payment",
        ["amount_paid"] = intent.Status == SimulatedIntent.Succeeded ? intent.Amount : null,
        ["amount_requested"] = intent.Amount,
        ["created"] = intent.Created,
        ["currency"] = intent.Currency,
        ["invoice"] = invoice.Id,
        ["is_default"] = true,
        ["livemode"] = false,
        ["payment"] = new JsonObject { ["payment_intent"] = intent.Id, ["type"] = "payment_intent" },
        ["status"] = intent.Status switch { SimulatedIntent.Succeeded => "paid", SimulatedIntent.Canceled => "canceled", _ => "open" },
        ["status_transitions"] = new JsonObject { ["canceled_at"] = intent.CanceledAt, ["paid_at"] = invoice.PaidAt },
    };

    private static JsonObject Line(StripeWork work, SimulatedInvoice invoice, InvoiceLine line)
    {
        var price = work.Get<SimulatedPrice>(line.Price);
        return new JsonObject
        {
            ["id"] = line.Id,
            ["object"] = "line_item",
            ["amount"] = line.Amount,
            ["currency"] = invoice.Currency,
            ["description"] = line.Description,
            ["discount_amounts"] = line.IsProration ? new JsonArray() : TotalDiscounts(invoice),
            ["discountable"] = !line.IsProration,
            ["discounts"] = new JsonArray(),
            ["invoice"] = invoice.Id,
            ["livemode"] = false,
            ["metadata"] = StripeMetadata.Wire(invoice.SubscriptionMetadata),
            ["parent"] = new JsonObject
            {
                ["invoice_item_details"] = null,
                ["subscription_item_details"] = new JsonObject { ["proration"] = line.IsProration, ["subscription"] = invoice.Subscription },
                ["type"] = "subscription_item_details",
            },
            ["period"] = new JsonObject { ["end"] = line.PeriodEnd, ["start"] = line.PeriodStart },
            ["pretax_credit_amounts"] = new JsonArray(),
            ["pricing"] = new JsonObject
            {
                ["price_details"] = new JsonObject { ["price"] = price.Id, ["product"] = price.Product },
                ["type"] = "price_details",
                ["unit_amount_decimal"] = price.UnitAmount.ToString(CultureInfo.InvariantCulture),
            },
            ["quantity"] = line.Quantity,
            ["quantity_decimal"] = line.Quantity.ToString(CultureInfo.InvariantCulture),
            ["subscription"] = invoice.Subscription,
            ["subtotal"] = line.Amount,
            ["taxes"] = new JsonArray(),
        };
    }

    private static JsonArray TotalDiscounts(SimulatedInvoice invoice) => invoice.Discounts is [var discount, ..]
        ? [new JsonObject { ["amount"] = invoice.DiscountAmount, ["discount"] = discount }]
        : [];
}
