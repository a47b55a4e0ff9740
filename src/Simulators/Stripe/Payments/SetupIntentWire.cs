using System.Text.Json.Nodes;

namespace MindBot.Simulators.Stripe.Payments;

internal static class SetupIntentWire
{
    public static JsonObject Of(SimulatedSetupIntent setup) => new()
    {
        ["id"] = setup.Id,
        ["object"] = "setup_intent",
        ["application"] = null,
        ["automatic_payment_methods"] = null,
        ["cancellation_reason"] = null,
        ["client_secret"] = setup.ClientSecret,
        ["created"] = setup.Created,
        ["customer"] = setup.Customer,
        ["customer_account"] = null,
        ["description"] = null,
        ["last_setup_error"] = null,
        ["latest_attempt"] = null,
        ["livemode"] = false,
        ["mandate"] = null,
        ["metadata"] = new JsonObject(),
        ["next_action"] = null,
        ["on_behalf_of"] = null,
        ["payment_method"] = setup.PaymentMethod,
        ["payment_method_types"] = new JsonArray("card"),
        ["single_use_mandate"] = null,
        ["status"] = setup.Status,
        ["usage"] = "off_session",
    };
}
