using Orleans.Concurrency;

namespace MindBot.Grains.Personas;

/// <summary>What one user thinks of one persona; key: <see cref="KeyOf"/>. It is a source of the persona's tally.</summary>
[Alias("mindbot.IPersonaRatingGrain")]
public interface IPersonaRatingGrain : IGrainWithStringKey
{
    const int LeastStars = 1, MostStars = 5, LongestFeedback = 1000;

    /// <summary>User ids and slugs are ours and hold no slash.</summary>
    static string KeyOf(string userId, string slug) => $"{userId}/{slug}";

    static (string UserId, string Slug) Parse(string key)
    {
        var slash = key.IndexOf('/');
        return (key[..slash], key[(slash + 1)..]);
    }

    /// <summary>
    /// Keeps the rating, durably, in place of a former one; the tally follows. Refused before the first session with the persona.
    /// </summary>
    /// <param name="stars"><see cref="LeastStars"/> to <see cref="MostStars"/>.</param>
    [Alias("Rate")]
    Task<Refusal?> Rate(int stars, string? feedback);

    /// <summary>Null before the first rating.</summary>
    [Alias("Read")]
    Task<PersonaRating?> Read();

    /// <summary>Forgets what was said in words. The stars stay, and stay counted.</summary>
    [Alias("ForgetFeedback")]
    Task ForgetFeedback();

    /// <summary>It has not heard yet that the tally has this event.</summary>
    [Alias("IsUncounted")]
    Task<bool> IsUncounted(string eventId);

    /// <summary>The tally has the event. It is told once that is known here durably; until then it may come again.</summary>
    [Alias("Counted"), OneWay]
    Task Counted(string eventId);
}

[GenerateSerializer, Immutable, Alias("mindbot.PersonaRating")]
public sealed record PersonaRating(
    [property: Id(0)] int Stars, [property: Id(1)] string? Feedback, [property: Id(2)] DateTimeOffset RatedAt);
