using MindBot.Grains;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Users;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Users;

namespace MindBot.WebFront.Personas;

/// <summary>Who may talk with whom. Pure.</summary>
internal static class PersonaAdmission
{
    private const long LeastMs = 1000;

    public static Refusal? CheckTier(PersonaDefinition persona, Tier tier) => tier >= persona.Access
        ? null
        : new Refusal(ErrorCodes.TierRequired, $"{persona.Name} is for the {persona.Access.Name()} tier. Upgrade to talk with them.");

    public static Refusal? CheckAge(PersonaDefinition persona, UserProfile? user, DateTimeOffset now)
    {
        if (persona.AgeRestriction is not { } least) return null;
        if (user?.BirthDate is not { } birthDate)
            return new Refusal(ErrorCodes.AgeUnknown, $"{persona.Name} is for people of {least} years and more. Add your birth date to your account.");
        return BirthDates.AgeAt(birthDate, now) >= least
            ? null
            : new Refusal(ErrorCodes.AgeRestricted, $"{persona.Name} is for people of {least} years and more.");
    }

    public static Refusal? CheckQuality(string quality, PlanCatalog plans) => plans.VoiceQualities.Any(known => known.Name == quality)
        ? null
        : new Refusal(
            ErrorCodes.InvalidQuality, $"'quality_preference' must be one of {string.Join(", ", plans.VoiceQualities.Select(known => known.Name))}.");

    public static Refusal? CheckQualityTier(string quality, Tier tier, PlanCatalog plans) =>
        plans.VoiceQualities.First(known => known.Name == quality).Tier is var needed && tier >= needed
            ? null
            : new Refusal(ErrorCodes.TierRequired, $"The voice quality '{quality}' is for the {needed.Name()} tier.");

    /// <summary>As things stand; when the session starts, the wallet decides.</summary>
    public static Refusal? CheckDay(PersonaDefinition persona, WalletView wallet) =>
        DailyMsLeft(persona, wallet) < LeastMs ? DailyLimits.Refuse(persona.Name, wallet.At) : null;

    public static Refusal? CheckBalance(PersonaQuote quote, WalletView wallet) => wallet.FrozenAt is not null ? FrozenWallets.Refuse()
        : wallet.AvailableMicros < quote.RatePermille * LeastMs
        ? new Refusal(RefusalCodes.InsufficientBalance, "Your time balance is used up. Buy or activate a time card to go on.")
        : null;

    /// <summary>Null: there is no limit.</summary>
    public static long? DailyMsLeft(PersonaDefinition persona, WalletView wallet)
    {
        var usedMs = wallet.Quotas.FirstOrDefault(quota => quota.Key == persona.Slug)?.UsedMs ?? 0;
        return new PersonaQuote(persona, 0).DailyLimitMs is { } limitMs ? Math.Max(0, limitMs - usedMs) : null;
    }
}
