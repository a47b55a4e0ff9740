using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary><c>/v1/invoices</c>: those of subscriptions.</summary>
internal static class InvoiceApi
{
    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return Answer(call, Find(call));
    }

    public static StripeReply Pay(StripeCall call)
    {
        var (asked, work, invoice) = (call.Parameters, call.Work, Find(call));
        asked.RefuseUnknown("payment_method", "off_session");
        if (invoice.Status == SimulatedInvoice.Draft) invoice = Invoicing.Finalize(work, invoice);
        if (invoice.Status == SimulatedInvoice.Paid) throw new StripeApiError(400, "Invoice is already paid");
        if (invoice.Status != SimulatedInvoice.Open) throw new StripeApiError(400, $"This invoice can no longer be paid: it is {invoice.Status}.");

        var method = asked.Text("payment_method") is { } named
            ? PaymentMethods.OfCustomer(work, named, invoice.Customer, "payment_method").Id
            : Collection.DefaultPaymentMethod(work, invoice);
        if (method is null && invoice.AmountDue > 0)
            throw new StripeApiError(400,
                "There is no `default_payment_method` set on this Customer or Invoice. Please set a `default_payment_method`.", param: "payment_method");

        invoice = Collection.Try(work, invoice, asked.Flag("off_session") ?? true, method);
        if (invoice.Status == SimulatedInvoice.Paid) return Answer(call, invoice);
        var intent = work.Get<SimulatedIntent>(invoice.Intent!);
        return intent.LastDecline is not null
            ? PaymentIntentApi.Declined(call, intent)
            : new StripeApiError(402,
                "This payment requires additional user action before it can be completed successfully. Payment can be completed using the " +
                "PaymentIntent associated with the invoice.", "invoice_payment_intent_requires_action", type: "card_error")
            { Intent = PaymentIntentWire.Of(work, intent) }.ToReply();
    }

    public static StripeReply Void(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        var invoice = Find(call);
        if (invoice.Status is not (SimulatedInvoice.Open or SimulatedInvoice.Uncollectible))
            throw new StripeApiError(400, $"You can only void an open or uncollectible invoice; this one is {invoice.Status}.");
        return Answer(call, Invoicing.Void(call.Work, invoice));
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "customer", "subscription", "status"]);
        var (customer, subscription, status) = (asked.Text("customer"), asked.Text("subscription"), asked.Text("status"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedInvoice>().Where(invoice =>
            (customer is null || invoice.Customer == customer)
            && (subscription is null || invoice.Subscription == subscription)
            && (status is null || invoice.Status == status)));
    }

    private static SimulatedInvoice Find(StripeCall call) =>
        call.Work.Find<SimulatedInvoice>(call.Id) ?? throw StripeApiError.Missing("invoice", call.Id, "invoice");

    private static StripeReply Answer(StripeCall call, SimulatedInvoice invoice) => StripeReply.Ok(call, InvoiceWire.Of(call.Work, invoice));
}
