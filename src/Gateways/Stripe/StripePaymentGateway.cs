using System.Net;

namespace MindBot.Gateways.Stripe;

/// <summary>
/// <see cref="IPaymentGateway"/> over Stripe: which requests an operation takes, and what their answers mean, whichever adapter sends them.
/// </summary>
internal sealed partial class StripePaymentGateway(IStripeApi api, StripeCalls calls) : IPaymentGateway
{
    public async Task<PaymentResult> CreatePaymentIntent(CreatePaymentIntent request, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.AmountMinorUnits, 1);

        var answer = await api.CreatePaymentIntent(request, cancellation);
        if (answer.IsSuccess) return new PaymentAccepted(StripeJson.ReadPaymentIntent(answer.Body));

        // A payment method that does not exist comes from the buyer like one that the bank declines, so it is no misuse of ours.
        var error = answer.Error();
        return error is { Type: "card_error" } or { Param: "payment_method" }
            ? new PaymentDeclined(error.Message ?? "The payment was declined.", error.Code, error.DeclineCode, error.Intent)
            : throw answer.Refusal();
    }

    public async Task<PaymentIntent?> RetrievePaymentIntent(string id, CancellationToken cancellation = default)
    {
        var answer = await api.GetPaymentIntent(Checked(id), cancellation);
        if (answer.IsSuccess) return StripeJson.ReadPaymentIntent(answer.Body);
        return IsMissing(answer) ? null : throw answer.Refusal();
    }

    public Task<PaymentIntent?> CancelPaymentIntent(string id, CancellationToken cancellation = default) => calls.WithinLimit(async limited =>
    {
        var answer = await api.CancelPaymentIntent(Checked(id), KeyOfThisCall(), limited);
        if (answer.IsSuccess) return StripeJson.ReadPaymentIntent(answer.Body);
        if (IsMissing(answer)) return null;
        if (answer.Error() is not { Code: "payment_intent_unexpected_state" } error) throw answer.Refusal();
        return error.Intent ?? await RetrievePaymentIntent(id, limited);
    }, cancellation);

    public async Task<Customer> CreateCustomer(CreateCustomer request, CancellationToken cancellation = default)
    {
        var answer = await api.CreateCustomer(request, cancellation);
        return answer.IsSuccess ? new Customer(ReadId(answer, "customer")) : throw answer.Refusal();
    }

    public async Task DeleteCustomer(string id, CancellationToken cancellation = default)
    {
        var answer = await api.DeleteCustomer(Checked(id), cancellation);
        if (!answer.IsSuccess && !IsMissing(answer)) throw answer.Refusal();
    }

    private static bool IsMissing(StripeAnswer answer) =>
        answer.Status == HttpStatusCode.NotFound && answer.Error() is { Code: "resource_missing" };

    /// <summary>Makes the retries of one call one operation at Stripe; a later call is a new one.</summary>
    private static string KeyOfThisCall() => Guid.NewGuid().ToString();

    private static string ReadId(StripeAnswer answer, string what) => StripeJson.Read(answer.Body, what, root => root.Required("id"));

    private static bool IsId(string id) => id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Checked(string id) => IsId(id) ? id : throw new ArgumentException("Not an id of Stripe's.", nameof(id));
}
