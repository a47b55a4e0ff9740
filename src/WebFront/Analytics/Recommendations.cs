using MindBot.Grains.Subscriptions;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Analytics;

/// <summary>
/// Whom else a user may like: personas that they have not talked with, and that their tier and age allow. What counts is how much of their talks the
/// persona's category has (half), its rating (three tenths) and how often it is used, next to the most used of these (two tenths).
/// </summary>
internal static class Recommendations
{
    public const int Most = 3;

    private const double CategoryWeight = 0.5, RatingWeight = 0.3, UsageWeight = 0.2, BestRating = 5, HighRating = 4.5;

    /// <param name="age">In years; null: unknown, so that a persona with an age restriction is not for this user.</param>
    /// <returns>The best first; among equals in the order of their slugs.</returns>
    public static IReadOnlyList<RecommendationAnswer> For(
        SessionTotals totals, Tier tier, int? age, IEnumerable<StandingPersona> personas)
    {
        var allowed = personas
            .Where(one => !totals.Personas.ContainsKey(one.Persona.Slug))
            .Where(one => one.Persona.Access <= tier && (one.Persona.AgeRestriction is not { } least || age >= least)).ToList();
        var talks = totals.Personas.Values.Sum(use => use.Sessions);
        var byCategory = PersonaInsights.Categories(totals).ToDictionary(use => use.Category, use => (double)use.Sessions / talks);
        var mostUsed = Math.Max(1, allowed.Select(one => one.Standing.UsageCount).DefaultIfEmpty().Max());
        return
        [
            .. allowed.OrderByDescending(Score).ThenBy(one => one.Persona.Slug, StringComparer.Ordinal).Take(Most)
                .Select(one => new RecommendationAnswer(one.Persona.Slug, one.Persona.Name, Reason(one))),
        ];

        double Score(StandingPersona one) => CategoryWeight * byCategory.GetValueOrDefault(one.Persona.Category)
            + RatingWeight * one.Standing.Rating / BestRating + UsageWeight * one.Standing.UsageCount / mostUsed;

        string Reason(StandingPersona one)
        {
            var category = one.Persona.Category.Replace('_', ' ');
            if (!byCategory.ContainsKey(one.Persona.Category))
                return one.Standing.Rating >= HighRating ? "Highly rated by those who know it" : "Popular with others";
            var isTop = allowed.Where(other => other.Persona.Category == one.Persona.Category).All(other => other.Standing.UsageCount <= one.Standing.UsageCount);
            return isTop ? $"Trending in your {category} category" : $"Based on your {category} interests";
        }
    }
}
