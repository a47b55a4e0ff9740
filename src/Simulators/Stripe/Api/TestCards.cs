using System.Collections.Frozen;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>A card of Stripe's test mode.</summary>
/// <param name="Decline">Why it is always refused; null when it is not.</param>
/// <param name="AsksForAuthentication">Whether it pays only after its holder has proven to be there.</param>
internal sealed record TestCard(string Brand, SimulatedDecline? Decline = null, bool AsksForAuthentication = false);

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
        Authenticating = new("visa", AsksForAuthentication: true);

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
    }.ToFrozenDictionary();

    /// <param name="name">A <c>pm_card_…</c> or a number.</param>
    public static TestCard? Find(string name) => Known.GetValueOrDefault(name);

    private static TestCard Declining(string code, string? declineCode, string message) =>
        new("visa", new SimulatedDecline(code, declineCode, message));
}
