using System.Collections.Frozen;
using MindBot.Simulators.Stripe.Disputes;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>Stripe's test cards (docs.stripe.com/testing), by payment method or by number.</summary>
internal static class TestCards
{
    /// <summary>What happens to a card that needs its holder when the holder is not there, or does not prove it.</summary>
    public static readonly SimulatedDecline
        HolderAbsent = new("authentication_required", "authentication_required", "Your card was declined. This transaction requires authentication."),
        HolderFailed = new("payment_intent_authentication_failure", null,
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
            "invalid_request_error");

    private static readonly TestCard
        Visa = new("visa"),
        Mastercard = new("mastercard"),
        Generic = Declining("card_declined", "generic_decline", "Your card was declined."),
        InsufficientFunds = Declining("card_declined", "insufficient_funds", "Your card has insufficient funds."),
        LostCard = Declining("card_declined", "lost_card", "Your card was declined."),
        StolenCard = Declining("card_declined", "stolen_card", "Your card was declined."),
        ExpiredCard = Declining("expired_card", null, "Your card has expired."),
        IncorrectCvc = Declining("incorrect_cvc", null, "Your card's security code is incorrect."),
        ProcessingError = Declining("processing_error", null, "An error occurred while processing your card. Try again in a little bit."),
        FailsLater = Declining("card_declined", "generic_decline", "Your card was declined.") with { CanBeSaved = true },
        Authenticating = new("visa") { Authentication = Authentication.Always },
        AuthenticatingUntilSetUp = new("visa") { Authentication = Authentication.UntilSetUp },
        AuthenticatingThenDeclined = InsufficientFunds with { Authentication = Authentication.Always, CanBeSaved = true },
        RefundFailing = new("visa") { RefundFate = RefundFate.Fails },
        RefundPending = new("visa") { RefundFate = RefundFate.IsPending },
        Disputed = new("visa") { Dispute = DisputeKind.Fraudulent },
        NotReceived = new("visa") { Dispute = DisputeKind.ProductNotReceived },
        Inquired = new("visa") { Dispute = DisputeKind.Inquiry };

    private static readonly FrozenDictionary<string, TestCard> Known = new Dictionary<string, TestCard>
    {
        ["pm_card_visa"] = Visa,
        ["pm_card_mastercard"] = Mastercard,
        ["pm_card_chargeDeclined"] = Generic,
        ["pm_card_visa_chargeDeclined"] = Generic,
        ["pm_card_chargeDeclinedInsufficientFunds"] = InsufficientFunds,
        ["pm_card_visa_chargeDeclinedInsufficientFunds"] = InsufficientFunds,
        ["pm_card_visa_chargeDeclinedLostCard"] = LostCard,
        ["pm_card_visa_chargeDeclinedStolenCard"] = StolenCard,
        ["pm_card_chargeDeclinedExpiredCard"] = ExpiredCard,
        ["pm_card_chargeDeclinedIncorrectCvc"] = IncorrectCvc,
        ["pm_card_chargeDeclinedProcessingError"] = ProcessingError,
        ["pm_card_authenticationRequired"] = Authenticating,
        ["pm_card_threeDSecure2Required"] = Authenticating,
        ["pm_card_authenticationRequiredOnSetup"] = AuthenticatingUntilSetUp,
        ["pm_card_authenticationRequiredChargeDeclinedInsufficientFunds"] = AuthenticatingThenDeclined,
        ["pm_card_chargeCustomerFail"] = FailsLater,
        ["pm_card_refundFail"] = RefundFailing,
        ["pm_card_pendingRefund"] = RefundPending,
        ["pm_card_createDispute"] = Disputed,
        ["pm_card_createDisputeProductNotReceived"] = NotReceived,
        ["pm_card_createDisputeInquiry"] = Inquired,
        ["4242424242424242"] = Visa,
        ["5555555555554444"] = Mastercard,
        ["4000000000000002"] = Generic,
        ["4000000000009995"] = InsufficientFunds,
        ["4000000000009987"] = LostCard,
        ["4000000000009979"] = StolenCard,
        ["4000000000000069"] = ExpiredCard,
        ["4000000000000127"] = IncorrectCvc,
        ["4000000000000119"] = ProcessingError,
        ["4000002760003184"] = Authenticating,
        ["4000000000003220"] = Authenticating,
        ["4000002500003155"] = AuthenticatingUntilSetUp,
        ["4000008260003178"] = AuthenticatingThenDeclined,
        ["4000000000000341"] = FailsLater,
        ["4000000000005126"] = RefundFailing,
        ["4000000000007726"] = RefundPending,
        ["4000000000000259"] = Disputed,
        ["4000000000002685"] = NotReceived,
        ["4000000000001976"] = Inquired,
    }.ToFrozenDictionary();

    /// <param name="name">A <c>pm_card_…</c> or a number.</param>
    public static TestCard? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>Of the number that a card has, or that the same card of Stripe's list has.</summary>
    public static string Last4(string name) => char.IsAsciiDigit(name[0])
        ? name[^4..]
        : Known.Where(entry => char.IsAsciiDigit(entry.Key[0]) && ReferenceEquals(entry.Value, Find(name))).Select(entry => entry.Key[^4..])
            .Order(StringComparer.Ordinal).LastOrDefault() ?? "4242";

    private static TestCard Declining(string code, string? declineCode, string message) =>
        new("visa") { Decline = new SimulatedDecline(code, declineCode, message) };
}
