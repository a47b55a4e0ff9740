using MindBot.Gateways.Stripe;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// A payment provider that does what the test says. As the real one it makes one intent per idempotency key, and it outlives the service's crashes.
/// </summary>
public sealed partial class ScriptedPayments : IPaymentGateway
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, PaymentResult> orders = [];
    private readonly Dictionary<string, PaymentIntent> intents = [];

    /// <summary>What a new intent becomes: a status, or <see cref="Declined"/>.</summary>
    public string Outcome { get; set; } = PaymentIntentStatus.Succeeded;

    public const string Declined = "declined";

    /// <summary>The provider refuses whatever it is asked, as with a wrong key.</summary>
    public bool Refuses { get; set; }

    /// <summary>So many calls fail before the provider hears of them.</summary>
    public int Unreachable { get; set; }

    /// <summary>So many calls are carried out, but their answer is lost.</summary>
    public int AnswersLost { get; set; }

    /// <summary>Calls that made or repeated an order.</summary>
    public int Orders { get; private set; }

    public int Lookups { get; private set; }

    public IReadOnlyCollection<PaymentIntent> Intents
    {
        get { lock (gate) return [.. intents.Values]; }
    }

    public Task<PaymentResult> CreatePaymentIntent(CreatePaymentIntent request, CancellationToken cancellation = default) => Answer(() =>
    {
        Orders++;
        if (!orders.TryGetValue(request.IdempotencyKey, out var result)) orders[request.IdempotencyKey] = result = Order(request);
        return result;
    });

    public Task<PaymentIntent?> RetrievePaymentIntent(string id, CancellationToken cancellation = default) => Answer(() =>
    {
        Lookups++;
        return intents.GetValueOrDefault(id);
    });

    public Task<PaymentIntent?> CancelPaymentIntent(string id, CancellationToken cancellation = default) => Answer(() =>
    {
        if (intents.GetValueOrDefault(id) is not { } intent) return null;
        if (intent.Status is not (PaymentIntentStatus.Succeeded or PaymentIntentStatus.Processing)) intents[id] = intent with { Status = PaymentIntentStatus.Canceled };
        return intents[id];
    });

    public Task<StripeEvent?> RetrieveEvent(string id, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<EventPage> ListEvents(
        IReadOnlyCollection<string> types, DateTimeOffset createdFrom, string? after = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>The buyer confirms the intent in the browser.</summary>
    public void Confirm(string intentId)
    {
        lock (gate) Keep(Paid(intents[intentId]));
    }

    private static PaymentGatewayException Refusal() => new("No such API key.", 401);

    private static PaymentIntent Paid(PaymentIntent intent) =>
        intent with { Status = PaymentIntentStatus.Succeeded, AmountReceivedMinorUnits = intent.AmountMinorUnits };

    private void Keep(PaymentIntent intent)
    {
        intents[intent.Id] = intent;
        if (intent.Status == PaymentIntentStatus.Succeeded) Tell(intent.Id, PaidEvent(intent));
    }

    private PaymentResult Order(CreatePaymentIntent request)
    {
        var id = $"pi_{intents.Count + 1}";
        var status = Outcome == Declined ? PaymentIntentStatus.RequiresPaymentMethod : Outcome;
        var intent = new PaymentIntent(
            id, $"{id}_secret", status, request.AmountMinorUnits, 0, request.Currency, request.Metadata, LastErrorMessage: null);
        Keep(status == PaymentIntentStatus.Succeeded ? Paid(intent) : intent);
        return Outcome == Declined
            ? new PaymentDeclined("Your card has insufficient funds.", "card_declined", "insufficient_funds", intents[id])
            : new PaymentAccepted(intents[id]);
    }

    private Task<T> Answer<T>(Func<T> carryOut)
    {
        lock (gate)
        {
            if (Refuses) return Task.FromException<T>(Refusal());
            if (Unreachable > 0)
            {
                Unreachable--;
                return Task.FromException<T>(new PaymentGatewayUnavailable("The provider is not reachable."));
            }

            var answer = carryOut();
            if (AnswersLost == 0) return Task.FromResult(answer);
            AnswersLost--;
            return Task.FromException<T>(new PaymentGatewayUnavailable("The provider's answer was lost."));
        }
    }
}
