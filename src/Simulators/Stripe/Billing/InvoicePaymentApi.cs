using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary><c>/v1/invoice_payments</c>: which intent pays which invoice.</summary>
internal static class InvoicePaymentApi
{
    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "invoice", "payment[type]", "payment[payment_intent]", "status"]);
        asked.OneOf("status", "open", "paid", "canceled");
        if (asked.Has("payment") && asked.OneOf("payment[type]", "payment_intent") is null) throw StripeApiError.Required("payment[type]");
        var (invoice, intent, status) = (asked.Text("invoice"), asked.Text("payment[payment_intent]"), asked.Text("status"));
        var payments =
            from made in call.Work.NewestFirst<SimulatedInvoice>()
            let paying = call.Work.Find<SimulatedIntent>(made.Intent)
            where paying is not null && (invoice is null || made.Id == invoice) && (intent is null || paying.Id == intent)
            let wire = InvoiceWire.InvoicePayment(made, paying)
            where status is null || wire["status"]!.GetValue<string>() == status
            select wire;
        return StripePage.Of(call, payments, wire => wire["id"]!.GetValue<string>(), wire => wire["created"]!.GetValue<long>(), wire => wire);
    }
}
