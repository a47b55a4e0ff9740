using System.Net;

namespace MindBot.Gateways.Stripe;

internal sealed partial class StripePaymentGateway
{
    public async Task<RefundResult> CreateRefund(CreateRefund request, CancellationToken cancellation = default)
    {
        if (request.AmountMinorUnits is { } amount) ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1, nameof(request));

        var answer = await api.CreateRefund(request, cancellation);
        if (answer.IsSuccess) return new RefundResult(StripeJson.Read(answer.Body, "refund", StripeObjects.Refund), Refused: null);

        return answer.Error() is { } error && RefusesTheRefund(answer.Status, error)
            ? new RefundResult(Refund: null, error.Message ?? "The payment cannot be refunded.")
            : throw answer.Refusal();
    }

    public async Task<IReadOnlyList<Dispute>> ListDisputes(string paymentIntentId, CancellationToken cancellation = default)
    {
        var answer = await api.ListDisputes(Checked(paymentIntentId), cancellation);
        return answer.IsSuccess ? StripeJson.ReadList(answer.Body, "list of disputes", StripeObjects.Dispute).Items : throw answer.Refusal();
    }

    /// <summary>
    /// Stripe has many codes for a payment that cannot be refunded (charge_already_refunded, charge_disputed, balance_insufficient …)
    /// and none for an amount above what is left; what is wrong with the request itself is told by few.
    /// </summary>
    private static bool RefusesTheRefund(HttpStatusCode status, StripeError error) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired
        && error.Type is "invalid_request_error" or "card_error"
        && (error.Param == "amount"
            || (error.Code is not "resource_missing" && error.Code?.StartsWith("parameter_", StringComparison.Ordinal) != true));
}
