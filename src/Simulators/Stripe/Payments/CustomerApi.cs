using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Billing;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary><c>/v1/customers</c>.</summary>
internal static class CustomerApi
{
    private static readonly string[] Known =
        ["email", "name", "phone", "description", "metadata", "metadata[*]", "invoice_settings[default_payment_method]", "balance"];

    public static StripeReply Create(StripeCall call)
    {
        call.Parameters.RefuseUnknown([.. Known, "payment_method"]);
        var customer = new SimulatedCustomer(call.Work.Ids.Customer(), call.Now);
        if (call.Parameters.Text("payment_method") is { } method)
            PaymentMethods.Attach(call.Work, PaymentMethods.Named(call.Work, method, "payment_method"), customer.Id);
        return Answer(call, call.Work.Save(Written(customer, call)));
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return Answer(call, call.Work.Find<SimulatedCustomer>(call.Id) ?? throw StripeApiError.Missing("customer", call.Id, "id"));
    }

    public static StripeReply Update(StripeCall call)
    {
        call.Parameters.RefuseUnknown(Known);
        return Answer(call, call.Work.Save(Written(Existing(call.Work, call.Id, "id", status: 404), call)));
    }

    /// <summary>The customer is gone for everything but a look, and its subscriptions end.</summary>
    public static StripeReply Delete(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        var customer = Existing(call.Work, call.Id, "id", status: 404);
        foreach (var subscription in call.Work.NewestFirst<SimulatedSubscription>().Where(one => one.Customer == customer.Id && !one.IsEnded).ToList())
            Lifecycle.End(call.Work, subscription, SimulatedSubscription.Canceled, "cancellation_requested");
        return Answer(call, call.Work.Save(customer with { IsDeleted = true }));
    }

    public static StripeReply List(StripeCall call)
    {
        call.Parameters.RefuseUnknown([.. StripePage.Parameters, "email"]);
        var email = call.Parameters.Text("email");
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedCustomer>()
            .Where(customer => !customer.IsDeleted && (email is null || customer.Email == email)));
    }

    public static SimulatedCustomer Existing(StripeWork work, string id, string param, int status = 400) =>
        work.Find<SimulatedCustomer>(id) is { IsDeleted: false } customer ? customer : throw StripeApiError.Missing("customer", id, param, status);

    private static SimulatedCustomer Written(SimulatedCustomer customer, StripeCall call)
    {
        var asked = call.Parameters;
        const string Default = "invoice_settings[default_payment_method]";
        if (asked.Text("email") is { } email && !email.Contains('@'))
            throw new StripeApiError(400, $"Invalid email address: {email}", "email_invalid", "email");
        if (asked.Text(Default) is { } method) PaymentMethods.OfCustomer(call.Work, method, customer.Id, Default);
        return customer with
        {
            Email = asked.Changed("email", customer.Email),
            Name = asked.Changed("name", customer.Name),
            Phone = asked.Changed("phone", customer.Phone),
            Description = asked.Changed("description", customer.Description),
            Metadata = StripeMetadata.Merged(customer.Metadata, asked),
            DefaultPaymentMethod = asked.Changed(Default, customer.DefaultPaymentMethod),
            Balance = asked.Integer("balance") ?? customer.Balance,
        };
    }

    private static StripeReply Answer(StripeCall call, SimulatedCustomer customer) => StripeReply.Ok(call, CustomerWire.Of(customer));
}
