using System.Collections.Immutable;

namespace MindBot.Grains.VoiceSessions;

/// <summary>Adds sessions up. In any order the sums are the same.</summary>
internal static class SessionTotaling
{
    /// <summary>Somebody was talked with: what counts as a use of a persona, for the user and for everybody's tally.</summary>
    public static bool IsUse(string status, long chargedMicros) => status == "completed" && chargedMicros > 0;

    public static SessionTotals With(this SessionTotals totals, FinishedSession session)
    {
        var completed = session.Status == "completed" ? 1 : 0;
        return new()
        {
            Sessions = totals.Sessions + 1,
            Completed = totals.Completed + completed,
            ElapsedMs = totals.ElapsedMs + session.ElapsedMs,
            ChargedMicros = totals.ChargedMicros + session.ChargedMicros,
            SavedMicros = totals.SavedMicros + SavedMicros(session),
            Personas = With(totals.Personas, session),
            Months = With(totals.Months, SessionTotals.MonthOf(session.EndTime), new(completed, session.ElapsedMs, session.ChargedMicros)),
        };
    }

    private static long SavedMicros(FinishedSession session) => session.Persona is { DiscountPercent: > 0 } persona
        ? Math.Max(0, session.ElapsedMs * persona.MultiplierPermille - session.ChargedMicros)
        : 0;

    private static ImmutableDictionary<string, PersonaUse> With(ImmutableDictionary<string, PersonaUse> personas, FinishedSession session)
    {
        if (session.Persona is not { } persona || !IsUse(session.Status, session.ChargedMicros)) return personas;
        var use = new PersonaUse(persona.Category, 1, session.ElapsedMs, session.ChargedMicros, session.EndTime);
        if (personas.TryGetValue(persona.Slug, out var before))
            use = (before.LastUse > use.LastUse ? before : use) with
            {
                Sessions = before.Sessions + 1,
                ElapsedMs = before.ElapsedMs + session.ElapsedMs,
                ChargedMicros = before.ChargedMicros + session.ChargedMicros,
            };
        personas = personas.SetItem(persona.Slug, use);
        return personas.Count <= SessionTotals.MostPersonas ? personas
            : personas.Remove(personas.OrderBy(other => other.Value.LastUse).ThenBy(other => other.Key, StringComparer.Ordinal).First().Key);
    }

    private static ImmutableDictionary<string, MonthUse> With(ImmutableDictionary<string, MonthUse> months, string name, MonthUse use)
    {
        if (months.TryGetValue(name, out var before))
            use = new(before.Completed + use.Completed, before.ElapsedMs + use.ElapsedMs, before.ChargedMicros + use.ChargedMicros);
        months = months.SetItem(name, use);
        return months.Count <= SessionTotals.MostMonths ? months : months.Remove(months.Keys.Min(StringComparer.Ordinal)!);
    }
}
