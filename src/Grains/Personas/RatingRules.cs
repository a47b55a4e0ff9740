namespace MindBot.Grains.Personas;

/// <summary>How the tally follows a rating: one change at a time, each once.</summary>
internal static class RatingRules
{
    /// <param name="isTallied">False for a persona that its user has made: nobody else can rate it.</param>
    public static PersonaRatingState Rate(PersonaRatingState rating, int stars, string? feedback, DateTimeOffset now, bool isTallied)
    {
        var rated = rating with { Stars = stars, Feedback = feedback, RatedAt = now };
        return isTallied ? WithNext(rated) : rated;
    }

    /// <summary>The tally has the change that it was told.</summary>
    public static PersonaRatingState Counted(PersonaRatingState rating) =>
        WithNext(rating with { CountedStars = rating.SentStars, SentStars = 0 });

    /// <summary>What the change that is being told adds.</summary>
    public static PersonaTally Added(PersonaRatingState rating) =>
        new(Ratings: rating.CountedStars == 0 ? 1 : 0, Stars: rating.SentStars - rating.CountedStars);

    private static PersonaRatingState WithNext(PersonaRatingState rating) => rating.SentStars == 0 && rating.Stars != rating.CountedStars
        ? rating with { SentStars = rating.Stars, Number = rating.Number + 1 }
        : rating;
}
