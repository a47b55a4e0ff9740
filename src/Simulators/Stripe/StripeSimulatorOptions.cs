namespace MindBot.Simulators.Stripe;

/// <summary>How the simulated Stripe account is set up. The keys open nothing but the simulator.</summary>
public sealed class StripeSimulatorOptions
{
    public string SecretKey { get; init; } = "sk_test_mindbot_simulator";

    /// <summary>What a browser uses, together with an intent's client secret.</summary>
    public string PublishableKey { get; init; } = "pk_test_mindbot_simulator";

    /// <summary>Signs the webhooks.</summary>
    public string WebhookSecret { get; init; } = "whsec_mindbot_simulator";

    /// <summary>Where events go. Null: the account has no webhook endpoint. A function that answers null: not known yet, tried again.</summary>
    public Func<Uri?>? WebhookTarget { get; init; }

    /// <summary>The address under which the simulator is mounted; asked when an answer has to contain it.</summary>
    public Func<Uri?>? ApiBase { get; init; }

    /// <summary>Keeps the state over a restart, in one file. Null: in memory only.</summary>
    public string? Folder { get; init; }

    /// <summary>Of each kind of object, of events and of remembered answers; the oldest give way.</summary>
    public int MaxObjects { get; init; } = 20_000;

    /// <summary>Deliveries of an event before it is given up; then only <c>GET /v1/events</c> tells of it.</summary>
    public int MaxWebhookAttempts { get; init; } = 8;

    /// <summary>Makes all ids repeatable, for simulations. Not together with <see cref="Folder"/>: a restart would give the same ids again.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether a subscription whose renewal could not be paid by the last retry becomes <c>unpaid</c> rather than <c>canceled</c>.</summary>
    public bool KeepUnpaidSubscriptions { get; init; }
}
