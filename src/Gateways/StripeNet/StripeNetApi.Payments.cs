using MindBot.Gateways.Stripe;
using Sdk = global::Stripe;

namespace MindBot.Gateways.StripeNet;

internal sealed partial class StripeNetApi
{
    public Task<StripeAnswer> CreatePaymentIntent(CreatePaymentIntent order, CancellationToken cancellation)
    {
        var confirms = order.PaymentMethodId is not null;
        var parameters = new Sdk.PaymentIntentCreateOptions
        {
            Amount = order.AmountMinorUnits,
            Currency = order.Currency,
            Customer = Given(order.CustomerId),
            AutomaticPaymentMethods = new Sdk.PaymentIntentAutomaticPaymentMethodsOptions
            {
                Enabled = true,
                // A redirect needs a browser, and there is none when the server confirms.
                AllowRedirects = confirms ? "never" : null,
            },
            Description = Given(order.Description),
            ReceiptEmail = Given(order.ReceiptEmail),
            SetupFutureUsage = order.SavePaymentMethod ? "off_session" : null,
            Metadata = Given(order.Metadata),
            PaymentMethod = Given(order.PaymentMethodId),
            Confirm = confirms ? true : null,
        };
        return Send((stripe, request, limited) => stripe.PaymentIntents.CreateAsync(parameters, request, limited), cancellation, order.IdempotencyKey);
    }

    public Task<StripeAnswer> GetPaymentIntent(string id, CancellationToken cancellation) =>
        Send((stripe, request, limited) => stripe.PaymentIntents.GetAsync(id, null, request, limited), cancellation);

    public Task<StripeAnswer> CancelPaymentIntent(string id, string idempotencyKey, CancellationToken cancellation) =>
        Send((stripe, request, limited) => stripe.PaymentIntents.CancelAsync(id, null, request, limited), cancellation, idempotencyKey);

    public Task<StripeAnswer> CreateCustomer(CreateCustomer order, CancellationToken cancellation)
    {
        var parameters = new Sdk.CustomerCreateOptions
        {
            Name = Given(order.Name),
            Email = Given(order.Email),
            Metadata = Given(new Dictionary<string, string> { [PaymentMetadata.UserId] = order.UserId }),
        };
        return Send((stripe, request, limited) => stripe.Customers.CreateAsync(parameters, request, limited), cancellation, order.IdempotencyKey);
    }

    public Task<StripeAnswer> DeleteCustomer(string id, CancellationToken cancellation) =>
        Send((stripe, request, limited) => stripe.Customers.DeleteAsync(id, null, request, limited), cancellation);

    public Task<StripeAnswer> AttachPaymentMethod(string id, string customerId, string idempotencyKey, CancellationToken cancellation)
    {
        var parameters = new Sdk.PaymentMethodAttachOptions { Customer = customerId };
        return Send((stripe, request, limited) => stripe.PaymentMethods.AttachAsync(id, parameters, request, limited), cancellation, idempotencyKey);
    }

    public Task<StripeAnswer> GetPaymentMethod(string id, CancellationToken cancellation) =>
        Send((stripe, request, limited) => stripe.PaymentMethods.GetAsync(id, null, request, limited), cancellation);

    public Task<StripeAnswer> CreateRefund(CreateRefund order, CancellationToken cancellation)
    {
        var parameters = new Sdk.RefundCreateOptions
        {
            PaymentIntent = order.PaymentIntentId,
            Amount = order.AmountMinorUnits,
            Metadata = Given(order.Metadata),
        };
        return Send((stripe, request, limited) => stripe.Refunds.CreateAsync(parameters, request, limited), cancellation, order.IdempotencyKey);
    }

    public Task<StripeAnswer> ListDisputes(string paymentIntentId, CancellationToken cancellation)
    {
        var parameters = new Sdk.DisputeListOptions { PaymentIntent = paymentIntentId, Limit = StripePages.Size };
        return Send((stripe, request, limited) => stripe.Disputes.ListAsync(parameters, request, limited), cancellation);
    }

    public Task<StripeAnswer> GetEvent(string id, CancellationToken cancellation) =>
        Send((stripe, request, limited) => stripe.Events.GetAsync(id, null, request, limited), cancellation);

    public Task<StripeAnswer> ListEvents(StripeEventQuery query, CancellationToken cancellation)
    {
        var parameters = new Sdk.EventListOptions
        {
            Types = [.. query.Types],
            Created = new Sdk.DateRangeOptions
            {
                GreaterThanOrEqual = DateTimeOffset.FromUnixTimeSeconds(query.From).UtcDateTime,
                LessThan = query.Until is { } until ? DateTimeOffset.FromUnixTimeSeconds(until).UtcDateTime : null,
            },
            Limit = StripePages.Size,
            EndingBefore = query.EndingBefore,
            StartingAfter = query.StartingAfter,
        };
        return Send((stripe, request, limited) => stripe.Events.ListAsync(parameters, request, limited), cancellation);
    }
}
