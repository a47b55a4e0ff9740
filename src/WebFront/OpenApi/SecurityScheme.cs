using Microsoft.OpenApi;
using MindBot.Gateways.LiveKit.Webhooks;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Admin;

namespace MindBot.WebFront.OpenApi;

/// <summary>How callers show who they are, in the document.</summary>
internal static class SecurityScheme
{
    public const string Bearer = "bearer", Ticket = "ticket", Operator = "operator", Stripe = "stripe", LiveKit = "livekit";

    public static Dictionary<string, IOpenApiSecurityScheme> All => new()
    {
        [Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The `access_token` of `POST /auth/register` or `POST /auth/login`; it lives for 24 hours.",
        },
        [Ticket] = Key("ticket", ParameterLocation.Query, "For `EventSource`, which sends no headers: a ticket of `POST /time/balance/stream-ticket`."),
        [Operator] = Key(AdminKey.Header, ParameterLocation.Header, $"The operators' key, `{AdminKey.Setting}`."),
        [Stripe] = Key(StripeWebhookSignature.HeaderName, ParameterLocation.Header, "Stripe's signature of the body."),
        [LiveKit] = Key(LiveKitWebhookSignature.HeaderName, ParameterLocation.Header, "LiveKit's token with the body's hash, without `Bearer`."),
    };

    private static OpenApiSecurityScheme Key(string name, ParameterLocation place, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, Name = name, In = place, Description = description };
}
