using System.Net;

namespace MindBot.Gateways.Stripe;

internal sealed partial class StripePaymentGateway
{
    public Task<SubscriptionResult> CreateSubscription(CreateSubscription request, CancellationToken cancellation = default)
    {
        if (request is { PercentOff: not null, AmountOffMinorUnits: not null })
            throw new ArgumentException("A discount is a percentage or an amount, not both.", nameof(request));
        return calls.WithinLimit(limited => Subscribe(request, limited), cancellation);
    }

    private async Task<SubscriptionResult> Subscribe(CreateSubscription request, CancellationToken cancellation)
    {
        var (paymentMethod, refused) = request.PaymentMethodId is { } named
            ? await AttachPaymentMethod(named, request.CustomerId, request.IdempotencyKey, cancellation)
            : (null, null);
        if (refused is not null) return Declined(refused, subscription: null);

        var coupon = await CreateCoupon(request, cancellation);
        var answer = await api.CreateSubscription(request, paymentMethod, coupon, cancellation);
        if (!answer.IsSuccess)
            return answer.Error() is { Type: "card_error" } or { Param: "default_payment_method" }
                ? Declined(answer.Error()!, subscription: null)
                : throw answer.Refusal();

        var subscription = ReadSubscription(answer);
        return request.PayAtOnce && paymentMethod is not null && subscription.Status == SubscriptionStatus.Incomplete
            ? await PayInvoice(subscription, InvoiceToPay(answer), paymentMethod, request.IdempotencyKey, cancellation)
            : new SubscriptionResult(subscription);
    }

    /// <summary>A payment method that the customer cannot use comes from the buyer like a card that is declined.</summary>
    private async Task<(string? PaymentMethod, StripeError? Refused)> AttachPaymentMethod(
        string id, string customerId, string idempotencyKey, CancellationToken cancellation)
    {
        if (!IsId(id)) return (null, new StripeError(null, "resource_missing", null, null, "There is no such payment method.", null));

        var answer = await api.AttachPaymentMethod(id, customerId, $"{idempotencyKey}-attach", cancellation);

        // Stripe's test payment methods become another one when they are attached.
        if (answer.IsSuccess) return (ReadId(answer, "payment method"), null);
        if (answer.Error() is not { Type: "card_error" or "invalid_request_error", Param: not "customer" } error
            || answer.Status is not (HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound))
            throw answer.Refusal();
        return await IsAttached(id, customerId, cancellation) ? (id, null) : (null, error);
    }

    private async Task<bool> IsAttached(string paymentMethodId, string customerId, CancellationToken cancellation)
    {
        var answer = await api.GetPaymentMethod(paymentMethodId, cancellation);
        return answer.IsSuccess && StripeJson.Read(answer.Body, "payment method", root => root.Reference("customer")) == customerId;
    }

    /// <summary>A coupon that is good for this one subscription's first invoice.</summary>
    private async Task<string?> CreateCoupon(CreateSubscription request, CancellationToken cancellation)
    {
        if (request is { PercentOff: null, AmountOffMinorUnits: null }) return null;

        var answer = await api.CreateCoupon(request, $"{request.IdempotencyKey}-coupon", cancellation);
        return answer.IsSuccess ? ReadId(answer, "coupon") : throw answer.Refusal();
    }

    private static string InvoiceToPay(StripeAnswer subscription) =>
        StripeJson.Read(subscription.Body, "subscription", root => root.RequiredReference("latest_invoice"));

    /// <summary>
    /// Stripe itself does not try: default_incomplete leaves the first payment to whoever confirms it, and a renewal waits for its next retry. One that
    /// wants its holder's consent is no decline: the client confirms it with the client secret.
    /// </summary>
    private async Task<SubscriptionResult> PayInvoice(
        Subscription before, string invoiceId, string paymentMethod, string idempotencyKey, CancellationToken cancellation)
    {
        var answer = await api.PayInvoice(Checked(invoiceId), paymentMethod, $"{idempotencyKey}-pay", cancellation);

        // Neither answer has the subscription; and the client may have been faster, which Stripe refuses as already paid.
        var subscription = await RetrieveSubscription(before.Id, cancellation) ?? before;
        if (answer.IsSuccess || subscription.Status != before.Status) return new SubscriptionResult(subscription);
        return answer.Error() switch
        {
            { Code: "invoice_payment_intent_requires_action" } => new SubscriptionResult(subscription),
            { Type: "card_error" } error => Declined(error, subscription),
            _ => throw answer.Refusal(),
        };
    }
}
