namespace MindBot.Gateways.Stripe;

/// <summary>Stripe refused a request of ours as wrong, or answered what we cannot read. Carries no secrets.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="code">Stripe's error code or type, if any.</param>
public class PaymentGatewayException(string message, int? statusCode = null, string? code = null, Exception? inner = null)
    : Exception(message, inner)
{
    public int? StatusCode { get; } = statusCode;

    public string? Code { get; } = code;
}
