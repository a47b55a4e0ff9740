using MindBot.Gateways.Stripe;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>Subscriptions: as the real provider it makes one per idempotency key and repeats its first answer.</summary>
public sealed partial class ScriptedPayments
{
    public const string DeclineMessage = "Your card has insufficient funds.";

    private static readonly DateTimeOffset Began = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, (CreateSubscription Request, SubscriptionResult Result)> subscribed = [];
    private readonly Dictionary<string, (string Price, SubscriptionResult Result)> changes = [];
    private readonly Dictionary<string, Subscription> subscriptions = [];
    private readonly Dictionary<string, CreateCustomer> customers = [];

    /// <summary>What a payment method does for a subscription.</summary>
    public bool DeclinesSubscriptions { get; set; }

    /// <summary>Called before a subscription is made; may take what time a test wants.</summary>
    public Task Hesitation { get; set; } = Task.CompletedTask;

    /// <summary>So many orders of subscriptions are carried out, but their answer is lost.</summary>
    public int SubscriptionAnswersLost { get; set; }

    public int SubscriptionLookups { get; private set; }

    public IReadOnlyCollection<Subscription> Subscriptions
    {
        get { lock (gate) return [.. subscriptions.Values]; }
    }

    public IReadOnlyCollection<CreateSubscription> SubscriptionOrders
    {
        get { lock (gate) return [.. subscribed.Values.Select(made => made.Request)]; }
    }

    public int Customers
    {
        get { lock (gate) return customers.Count; }
    }

    /// <summary>Called before a customer is made.</summary>
    public Task CustomersHesitation { get; set; } = Task.CompletedTask;

    public async Task<Customer> CreateCustomer(CreateCustomer request, CancellationToken cancellation = default)
    {
        await CustomersHesitation.WaitAsync(cancellation);
        return await Answer(() =>
        {
            if (customers.TryGetValue(request.IdempotencyKey, out var first) && first != request) throw OtherParameters();
            customers[request.IdempotencyKey] = request;
            return new Customer($"cus_{request.UserId}");
        });
    }

    /// <summary>By id, as often as each was deleted.</summary>
    public List<string> DeletedCustomers { get; } = [];

    public Task DeleteCustomer(string id, CancellationToken cancellation = default) => Answer(() =>
    {
        DeletedCustomers.Add(id);
        foreach (var (key, subscription) in subscriptions.Where(known => known.Value.CustomerId == id).ToList())
            subscriptions[key] = subscription with { Status = SubscriptionStatus.Canceled, ClientSecret = null };
        return id;
    });

    public Task<string> EnsurePrice(PlanPrice plan, CancellationToken cancellation = default) =>
        Answer(() => $"price_{plan.LookupKey}_{plan.AmountMinorUnits}");

    public async Task<SubscriptionResult> CreateSubscription(CreateSubscription request, CancellationToken cancellation = default)
    {
        await Hesitation.WaitAsync(cancellation);
        var result = await Answer(() =>
        {
            if (!subscribed.TryGetValue(request.IdempotencyKey, out var made))
                subscribed[request.IdempotencyKey] = made = (request, Subscribe(request));
            if (!IsSame(made.Request, request)) throw OtherParameters();
            return made.Result;
        });
        return SubscriptionAnswersLost-- > 0 ? throw new PaymentGatewayUnavailable("The provider's answer was lost.") : result;
    }

    public Task<Subscription?> RetrieveSubscription(string id, CancellationToken cancellation = default) => Answer(() =>
    {
        SubscriptionLookups++;
        return subscriptions.GetValueOrDefault(id);
    });

    public Task<Subscription?> CancelSubscription(string id, bool atPeriodEnd, CancellationToken cancellation = default) => Answer(() =>
    {
        if (subscriptions.GetValueOrDefault(id) is not { } subscription) return null;
        return subscriptions[id] = atPeriodEnd
            ? subscription with { CancelAtPeriodEnd = true }
            : subscription with { Status = SubscriptionStatus.Canceled, ClientSecret = null };
    });

    public Task<Subscription?> UndoCancellation(string id, CancellationToken cancellation = default) => Answer(() =>
    {
        if (subscriptions.GetValueOrDefault(id) is not { } subscription) return null;
        return subscription.Status == SubscriptionStatus.Canceled ? subscription : subscriptions[id] = subscription with { CancelAtPeriodEnd = false };
    });

    /// <summary>The payment method pays whatever is open, unless it is declined.</summary>
    public Task<SubscriptionResult> ChangePaymentMethod(
        string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation = default) => Answer(() =>
    {
        if (!DeclinesSubscriptions) subscriptions[id] = subscriptions[id] with { Status = SubscriptionStatus.Active, ClientSecret = null };
        return Result(subscriptions[id]);
    });

    public Task<SubscriptionInvoice?> FindInvoice(string paymentIntentId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<SubscriptionResult> ChangeSubscription(
        string id, string priceId, string idempotencyKey, CancellationToken cancellation = default) => Answer(() =>
    {
        if (!changes.TryGetValue(idempotencyKey, out var made))
        {
            if (!DeclinesSubscriptions) subscriptions[id] = subscriptions[id] with { PriceId = priceId };
            changes[idempotencyKey] = made = (priceId, Result(subscriptions[id]));
        }

        if (made.Price != priceId) throw OtherParameters();
        return made.Result;
    });

    /// <summary>Something happens to a subscription at the provider.</summary>
    public Subscription Happens(string id, Func<Subscription, Subscription> change)
    {
        lock (gate) return subscriptions[id] = change(subscriptions[id]);
    }

    /// <summary>A subscription that this service forgot that it ordered.</summary>
    public void Add(Subscription subscription)
    {
        lock (gate) subscriptions[subscription.Id] = subscription;
    }

    private static PaymentGatewayException OtherParameters() => new("Keys for idempotent requests can only be used with the same parameters.", 400);

    private static bool IsSame(CreateSubscription one, CreateSubscription other) =>
        one with { Metadata = other.Metadata } == other && one.Metadata.OrderBy(entry => entry.Key).SequenceEqual(other.Metadata.OrderBy(entry => entry.Key));

    private SubscriptionResult Subscribe(CreateSubscription request)
    {
        var id = $"sub_{subscriptions.Count + 1}";
        var isPaid = request.PaymentMethodId is not null && !DeclinesSubscriptions;
        var made = new Subscription(
            id, request.CustomerId, isPaid ? SubscriptionStatus.Active : SubscriptionStatus.Incomplete, request.PriceId, Began, Began.AddMonths(1),
            CancelAtPeriodEnd: false, CanceledAt: null, EndedAt: null, Began, request.Metadata, isPaid ? null : $"{id}_secret",
            1999 - (request.AmountOffMinorUnits ?? 0));
        subscriptions[id] = made;
        return request.PaymentMethodId is null ? new SubscriptionResult(made) : Result(made);
    }

    private SubscriptionResult Result(Subscription subscription) => DeclinesSubscriptions
        ? new SubscriptionResult(subscription, DeclineMessage, "card_declined", "insufficient_funds")
        : new SubscriptionResult(subscription);
}
