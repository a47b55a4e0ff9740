using MindBot.Grains.Personas;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Personas;

/// <param name="RoomName">A room of one's own; by default one that nobody can guess.</param>
/// <param name="EnableAds">Whether ads may be shown and an earned discount used; true by default.</param>
/// <param name="QualityPreference">How the persona is to sound; by default as everybody's.</param>
public sealed record PersonaSessionRequest(string? RoomName = null, bool? EnableAds = null, string? QualityPreference = null);

/// <param name="EstimatedCostPerMinute">Base minutes, with the discount.</param>
/// <param name="CostSavings">What a watched ad takes off a minute, in base minutes; 0 without ads.</param>
/// <param name="RatePermille">What is charged: base milliseconds for a second.</param>
/// <param name="DiscountPercent">What is off for an ad that was watched before.</param>
/// <param name="SessionLimitMinutes">How long this session may last; null: as long as the product's limit.</param>
/// <param name="DailyMinutesLeft">What is left for this persona today (UTC); null: no limit.</param>
public sealed record PersonaSessionAnswer(
    bool SessionStarted, string RoomName, string LivekitToken, string LivekitUrl, TalkingPersona Persona, string SessionId,
    BalanceSummary TimeBalance, decimal EstimatedCostPerMinute, bool AdsEnabled, decimal CostSavings,
    IReadOnlyList<string> PremiumFeaturesAvailable, int RatePermille, int DiscountPercent, int? SessionLimitMinutes, decimal? DailyMinutesLeft);

public sealed record TalkingPersona(string Name, string Slug, string Summary, decimal CostMultiplier, VoiceAnswer Voice, bool AdSupported)
{
    internal static TalkingPersona Of(PersonaDefinition persona) => new(
        persona.Name, persona.Slug, persona.Summary, PersonaCost.Multiplier(persona), new VoiceAnswer(persona.Voice.Tts, persona.Voice.Style),
        persona.AdSupported);
}
