using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Payments;

internal static class CustomerWire
{
    public static JsonObject Of(SimulatedCustomer customer) => customer.IsDeleted ? StripeWire.Deleted("customer", customer.Id) : new()
    {
        ["id"] = customer.Id,
        ["object"] = "customer",
        ["address"] = null,
        ["balance"] = customer.Balance,
        ["created"] = customer.Created,
        ["currency"] = null,
        ["customer_account"] = null,
        ["default_source"] = null,
        ["delinquent"] = false,
        ["description"] = customer.Description,
        ["email"] = customer.Email,
        ["invoice_prefix"] = customer.Id[^8..].ToUpperInvariant(),
        ["invoice_settings"] = new JsonObject
        {
            ["custom_fields"] = null,
            ["default_payment_method"] = customer.DefaultPaymentMethod,
            ["footer"] = null,
            ["rendering_options"] = null,
        },
        ["livemode"] = false,
        ["metadata"] = StripeMetadata.Wire(customer.Metadata),
        ["name"] = customer.Name,
        ["next_invoice_sequence"] = 1,
        ["phone"] = customer.Phone,
        ["preferred_locales"] = new JsonArray(),
        ["shipping"] = null,
        ["tax_exempt"] = "none",
        ["test_clock"] = null,
    };
}
