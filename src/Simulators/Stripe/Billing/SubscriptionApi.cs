using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary><c>/v1/subscriptions</c>.</summary>
internal static class SubscriptionApi
{
    public static StripeReply Create(StripeCall call)
    {
        var (asked, work) = (call.Parameters, call.Work);
        SubscriptionParameters.CheckCreation(asked);
        var customer = CustomerApi.Existing(work, asked.Required("customer"), "customer");
        var item = SubscriptionParameters.Item(asked) ?? throw StripeApiError.Required("items");
        var price = SubscriptionParameters.RecurringPrice(call, $"{item}[price]");
        var quantity = SubscriptionParameters.Quantity(asked, item);

        var id = work.Ids.Subscription();
        var isFirst = !work.NewestFirst<SimulatedSubscription>().Any(other => other.Customer == customer.Id);
        var subscription = SubscriptionParameters.Described(new SimulatedSubscription(id, customer.Id, work.Ids.SubscriptionItem(), price.Currency, call.Now)
        {
            Status = SimulatedSubscription.Incomplete,
            Price = price.Id,
            Quantity = quantity,
            Anchor = call.Now,
            Periods = 1,
            PeriodStart = call.Now,
            PeriodEnd = price.After(call.Now, 1),
            Discounts = [.. Redemption.Asked(call, customer.Id, id, price.UnitAmount * quantity, isFirst)],
        }, call);

        subscription = work.Save(Invoicing.Draft(work, subscription, "subscription_create", Invoicing.PeriodLine(work, subscription)));
        var invoice = Invoicing.Finalize(work, work.Get<SimulatedInvoice>(subscription.LatestInvoice!));
        var method = Collection.DefaultPaymentMethod(work, invoice);
        if (invoice.AmountDue == 0)
            subscription = work.Save(subscription with
            {
                Status = SimulatedSubscription.Active,
                PendingSetupIntent = method is null ? NewSetupIntent(call, subscription).Id : null,
            });
        work.Emit("customer.subscription.created", SubscriptionWire.Of(work, subscription));
        SubscriptionPayment.Collect(call, invoice, method);
        return Answer(call, work.Get<SimulatedSubscription>(id));
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return Answer(call, Find(call));
    }

    public static StripeReply Update(StripeCall call)
    {
        var (asked, work, subscription) = (call.Parameters, call.Work, Find(call));
        SubscriptionParameters.CheckUpdate(asked);
        var item = SubscriptionParameters.Item(asked);
        var isRestart = asked.Text("billing_cycle_anchor") == "now";
        if (subscription.IsEnded)
            throw new StripeApiError(400, "A canceled subscription can only update its cancellation_details and metadata.");

        var changed = SubscriptionParameters.Described(subscription, call);
        if (item is not null || isRestart) changed = Reprice(call, changed, item, isRestart);
        Lifecycle.Change(work, subscription, changed);
        if (changed.LatestInvoice != subscription.LatestInvoice)
        {
            var invoice = Invoicing.Finalize(work, work.Get<SimulatedInvoice>(changed.LatestInvoice!));
            SubscriptionPayment.Collect(call, invoice, Collection.DefaultPaymentMethod(work, invoice));
        }
        return Answer(call, work.Get<SimulatedSubscription>(subscription.Id));
    }

    public static StripeReply Cancel(StripeCall call)
    {
        call.Parameters.RefuseUnknown("invoice_now", "prorate", "cancellation_details[comment]", "cancellation_details[feedback]");
        var subscription = Find(call);
        if (subscription.IsEnded) throw StripeApiError.Missing("subscription", call.Id, "id");
        return Answer(call, Lifecycle.End(call.Work, subscription with
        {
            CancellationComment = call.Parameters.Text("cancellation_details[comment]"),
            CancellationFeedback = call.Parameters.Text("cancellation_details[feedback]"),
        }, subscription.Status == SimulatedSubscription.Incomplete ? SimulatedSubscription.IncompleteExpired : SimulatedSubscription.Canceled,
            "cancellation_requested"));
    }

    public static StripeReply Resume(StripeCall call)
    {
        call.Parameters.RefuseUnknown("billing_cycle_anchor", "proration_behavior");
        call.Parameters.OneOf("billing_cycle_anchor", "now");
        var subscription = Find(call);
        return subscription.Status == SimulatedSubscription.Paused
            ? Answer(call, Lifecycle.Resume(call.Work, subscription))
            : throw new StripeApiError(400, $"You cannot resume a subscription with a status of {subscription.Status}. It must be paused.");
    }

    /// <summary>Not Stripe's: there a subscription is paused only by a trial that ends without a payment method.</summary>
    public static StripeReply Pause(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        var subscription = Find(call);
        return subscription.Status == SimulatedSubscription.Active
            ? Answer(call, Lifecycle.Pause(call.Work, subscription))
            : throw new StripeApiError(400, $"Only an active subscription can be paused; this one is {subscription.Status}.");
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "customer", "price", "status"]);
        var (customer, price, status) = (asked.Text("customer"), asked.Text("price"), asked.Text("status"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedSubscription>().Where(subscription =>
            (customer is null || subscription.Customer == customer)
            && (price is null || subscription.Price == price)
            && status switch
            {
                null => subscription.Status != SimulatedSubscription.Canceled,
                "all" => true,
                "ended" => subscription.IsEnded,
                _ => subscription.Status == status,
            }));
    }

    private static SimulatedSubscription Reprice(StripeCall call, SimulatedSubscription subscription, string? item, bool isRestart)
    {
        if (subscription.Status is not (SimulatedSubscription.Active or SimulatedSubscription.PastDue))
            throw new StripeApiError(400,
                $"This subscription cannot be updated because its status is {subscription.Status}. Only its metadata and default payment method can.");
        if (item is not null && call.Parameters.Text($"{item}[id]") != subscription.ItemId)
            throw new StripeApiError(400, "Name the item that is to be changed: the simulated account knows subscriptions with one item only.", param: $"{item}[id]");

        var price = item is not null && call.Parameters.Text($"{item}[price]") is not null
            ? SubscriptionParameters.RecurringPrice(call, $"{item}[price]")
            : call.Work.Get<SimulatedPrice>(subscription.Price);
        if (price.Currency != subscription.Currency)
            throw new StripeApiError(400, $"The price specified only supports `{price.Currency}`. This doesn't match the expected currency: `{subscription.Currency}`.");
        var quantity = item is not null && call.Parameters.Has($"{item}[quantity]") ? SubscriptionParameters.Quantity(call.Parameters, item) : subscription.Quantity;
        if (!isRestart && price.Id == subscription.Price && quantity == subscription.Quantity) return subscription;
        return Proration.Apply(call.Work, subscription, price.Id, quantity, call.Parameters.Text("proration_behavior") ?? "create_prorations", isRestart);
    }

    private static SimulatedSetupIntent NewSetupIntent(StripeCall call, SimulatedSubscription subscription)
    {
        var id = call.Work.Ids.SetupIntent();
        return call.Work.Save(new SimulatedSetupIntent(id, call.Work.Ids.ClientSecret(id), subscription.Customer, subscription.Id, call.Now));
    }

    private static SimulatedSubscription Find(StripeCall call) =>
        call.Work.Find<SimulatedSubscription>(call.Id) ?? throw StripeApiError.Missing("subscription", call.Id, "id");

    private static StripeReply Answer(StripeCall call, SimulatedSubscription subscription) =>
        StripeReply.Ok(call, SubscriptionWire.Of(call.Work, subscription));
}
