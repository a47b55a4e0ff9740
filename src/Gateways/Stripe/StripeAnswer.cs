using System.Net;
using System.Net.Http.Headers;

namespace MindBot.Gateways.Stripe;

/// <summary>Stripe's answer to one request, as it came: what it means is read here, whoever received it.</summary>
internal sealed record StripeAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public StripeError? Error() => StripeJson.ReadError(Body);

    /// <summary>The exception for an answer that is no success and no expected refusal.</summary>
    public PaymentGatewayException Refusal()
    {
        var error = Error();
        return new PaymentGatewayException(
            $"Stripe refused the request with {(int)Status}: {error?.Message ?? "no reason given"}",
            (int)Status,
            error?.Code ?? error?.Type);
    }
}
