using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

internal sealed record SimulatedIntent(string Id, string ClientSecret, long Amount, string Currency, long Created) : SimulatedObject(Id, Created)
{
    public const string RequiresPaymentMethod = "requires_payment_method";
    public const string RequiresConfirmation = "requires_confirmation";
    public const string RequiresAction = "requires_action";
    public const string Canceled = "canceled";
    public const string Succeeded = "succeeded";

    public string Status { get; init; } = RequiresPaymentMethod;
    public bool AllowRedirects { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;
    public string? Description { get; init; }
    public string? ReceiptEmail { get; init; }
    public string? SetupFutureUsage { get; init; }
    public string? Customer { get; init; }
    public string? PaymentMethod { get; init; }

    /// <summary>The invoice that it pays, if any.</summary>
    public string? Invoice { get; init; }

    public string? ReturnUrl { get; init; }
    public string? LatestCharge { get; init; }
    public SimulatedDecline? LastDecline { get; init; }
    public long? CanceledAt { get; init; }
    public string? CancellationReason { get; init; }

    [JsonIgnore]
    public long AmountReceived => Status == Succeeded ? Amount : 0;
}
