using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Catalog;

internal static class ProductWire
{
    public static JsonObject Of(SimulatedProduct product) => new()
    {
        ["id"] = product.Id,
        ["object"] = "product",
        ["active"] = product.IsActive,
        ["created"] = product.Created,
        ["default_price"] = null,
        ["description"] = product.Description,
        ["images"] = new JsonArray(),
        ["livemode"] = false,
        ["marketing_features"] = new JsonArray(),
        ["metadata"] = StripeMetadata.Wire(product.Metadata),
        ["name"] = product.Name,
        ["package_dimensions"] = null,
        ["shippable"] = null,
        ["statement_descriptor"] = null,
        ["tax_code"] = null,
        ["type"] = "service",
        ["unit_label"] = null,
        ["updated"] = product.Updated,
        ["url"] = null,
    };
}
