namespace MindBot.Grains.Personas;

/// <summary>Names events so that the tally finds their sources again.</summary>
public static class TallyEventId
{
    private const string Session = "session ", Rating = "rating ";

    /// <summary>A session's use of its persona.</summary>
    public static string OfSession(string sessionKey) => Session + sessionKey;

    /// <summary>The change of a rating that has this number among the changes of the same rating.</summary>
    public static string OfRating(string ratingKey, long number) => $"{Rating}{number} {ratingKey}";

    /// <summary>The key of the session; null when it is no session's event.</summary>
    public static string? SessionKeyOf(string eventId) => eventId.StartsWith(Session, StringComparison.Ordinal) ? eventId[Session.Length..] : null;

    /// <summary>The key of the rating, of a rating's event.</summary>
    public static string RatingKeyOf(string eventId) => eventId.Split(' ', 3)[2];
}
