using System.Text.Json.Nodes;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>
/// Ends a request with an error in Stripe's shape before it has changed anything; a decline, which does change something, is a reply.
/// </summary>
internal sealed class StripeApiError(int status, string message, string? code = null, string? param = null, string type = "invalid_request_error")
    : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>The intent that the refused request was about.</summary>
    public JsonObject? Intent { get; init; }

    /// <summary>The bank's reason, of a card that was refused.</summary>
    public string? DeclineCode { get; init; }

    public static StripeApiError Missing(string kind, string id, string param, int status = 404) =>
        new(status, $"No such {kind}: '{id}'", "resource_missing", param);

    public static StripeApiError Required(string name) => new(400, $"Missing required param: {name}.", "parameter_missing", name);

    public StripeReply ToReply()
    {
        var error = new JsonObject { ["message"] = Message, ["type"] = type };
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }
        if (DeclineCode is not null) error["decline_code"] = DeclineCode;
        if (param is not null) error["param"] = param;
        if (Intent is not null) error["payment_intent"] = Intent;
        return StripeReply.Of(Status, new JsonObject { ["error"] = error });
    }
}
