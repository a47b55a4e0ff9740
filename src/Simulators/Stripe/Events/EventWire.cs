using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Events;

internal static class EventWire
{
    public static JsonObject Of(SimulatedEvent happened)
    {
        var data = new JsonObject { ["object"] = JsonNode.Parse(happened.ObjectJson) };
        if (happened.PreviousJson is { } previous) data["previous_attributes"] = JsonNode.Parse(previous);
        return new JsonObject
        {
            ["id"] = happened.Id,
            ["object"] = "event",
            ["api_version"] = StripeWire.ApiVersion,
            ["created"] = happened.Created,
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = happened.Delivery == EventDelivery.Pending ? 1 : 0,
            ["request"] = new JsonObject { ["id"] = happened.RequestId, ["idempotency_key"] = happened.IdempotencyKey },
            ["type"] = happened.Type,
        };
    }
}
