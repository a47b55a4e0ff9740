using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary><c>/v1/payment_methods</c> and <c>/v1/customers/{id}/payment_methods</c>.</summary>
internal static class PaymentMethodApi
{
    public static StripeReply Create(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown("type", "card[*]", "billing_details[*]", "billing_details[address][*]", "metadata", "metadata[*]", "allow_redisplay", "key");
        if (asked.OneOf("type", "card") is null) throw StripeApiError.Required("type");
        var method = PaymentMethods.OfNumber(call.Work, asked.Required("card[number]"), asked.Text("billing_details[name]"));
        return Answer(call, call.Work.Save(method with { Metadata = StripeMetadata.Merged(method.Metadata, asked) }));
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return Answer(call, Find(call));
    }

    public static StripeReply Update(StripeCall call)
    {
        call.Parameters.RefuseUnknown("metadata", "metadata[*]", "billing_details[name]");
        var method = Find(call);
        return Answer(call, call.Work.Save(method with
        {
            Metadata = StripeMetadata.Merged(method.Metadata, call.Parameters),
            HolderName = call.Parameters.Changed("billing_details[name]", method.HolderName),
        }));
    }

    public static StripeReply Attach(StripeCall call)
    {
        call.Parameters.RefuseUnknown("customer");
        var customer = CustomerApi.Existing(call.Work, call.Parameters.Required("customer"), "customer");
        return Answer(call, PaymentMethods.Attach(call.Work, PaymentMethods.Named(call.Work, call.Id, "payment_method", 404), customer.Id));
    }

    /// <summary>For good: a detached one can never be used again.</summary>
    public static StripeReply Detach(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        var method = Find(call);
        if (method.Customer is not { } owner)
            throw new StripeApiError(400,
                "The payment method you provided is not attached to a customer so detachment is impossible.", param: "payment_method");
        if (call.Work.Find<SimulatedCustomer>(owner) is { } customer && customer.DefaultPaymentMethod == method.Id)
            call.Work.Save(customer with { DefaultPaymentMethod = null });
        return Answer(call, call.Work.Save(method with { Customer = null, IsSpent = true }));
    }

    public static StripeReply List(StripeCall call)
    {
        call.Parameters.RefuseUnknown([.. StripePage.Parameters, "customer", "type"]);
        return Of(call, CustomerApi.Existing(call.Work, call.Parameters.Required("customer"), "customer").Id);
    }

    public static StripeReply ListOfCustomer(StripeCall call)
    {
        call.Parameters.RefuseUnknown([.. StripePage.Parameters, "type"]);
        return Of(call, CustomerApi.Existing(call.Work, call.Id, "customer", status: 404).Id);
    }

    private static StripeReply Of(StripeCall call, string customer) => StripePage.Of(call, call.Work.NewestFirst<SimulatedPaymentMethod>()
        .Where(method => method.Customer == customer && (call.Parameters.Text("type") ?? "card") == "card"));

    private static SimulatedPaymentMethod Find(StripeCall call) =>
        call.Work.Find<SimulatedPaymentMethod>(call.Id) ?? throw StripeApiError.Missing("PaymentMethod", call.Id, "payment_method");

    private static StripeReply Answer(StripeCall call, SimulatedPaymentMethod method) => StripeReply.Ok(call, PaymentMethodWire.Of(method));
}
