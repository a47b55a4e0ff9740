using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MindBot.Simulators.Stripe.State;

/// <summary>A PaymentIntent of the simulator. Amounts are minor units, instants Unix seconds.</summary>
internal sealed record SimulatedIntent(string Id, string ClientSecret, long Amount, string Currency, long Created)
{
    public const string RequiresPaymentMethod = "requires_payment_method";
    public const string RequiresConfirmation = "requires_confirmation";
    public const string RequiresAction = "requires_action";
    public const string Canceled = "canceled";
    public const string Succeeded = "succeeded";

    public string Status { get; init; } = RequiresPaymentMethod;
    public bool AllowRedirects { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? Description { get; init; }
    public string? ReceiptEmail { get; init; }
    public string? SetupFutureUsage { get; init; }

    /// <summary>The attached payment method's id, and which test card it stands for.</summary>
    public string? PaymentMethod { get; init; }
    public string? TestCard { get; init; }

    public string? ReturnUrl { get; init; }
    public string? LatestCharge { get; init; }
    public SimulatedDecline? LastDecline { get; init; }
    public long? CanceledAt { get; init; }
    public string? CancellationReason { get; init; }

    [JsonIgnore]
    public long AmountReceived => Status == Succeeded ? Amount : 0;
}

/// <summary>Why a card was refused, in Stripe's words.</summary>
internal sealed record SimulatedDecline(string Code, string? DeclineCode, string Message, string Type = "card_error");
