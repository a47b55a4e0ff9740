using System.Text.Json.Nodes;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>An answer of the simulated API.</summary>
internal sealed record StripeReply(int Status, string Json)
{
    /// <summary>The request that was answered so first; set when this is a repetition.</summary>
    public string? OriginalRequest { get; init; }

    public static StripeReply Of(int status, JsonNode body) => new(status, body.ToJsonString());

    /// <summary>A success, with what the request wants expanded.</summary>
    public static StripeReply Ok(StripeCall call, JsonObject body)
    {
        Expansion.Expand(call, body);
        return Of(200, body);
    }
}
