using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.Personas;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Personas;

/// <param name="Persona">Its name.</param>
public sealed record RatedAnswer(string Message, int RatingRecorded, string Persona);

internal static class RatingEndpoints
{
    public static void MapRatings(this IEndpointRouteBuilder app) =>
        app.MapPost("/personas/{slug}/rate", Rate).WithTags("Personas").WithSummary("Rate a persona after a session with it; a later rating replaces it")
            .RequireAuthorization().Idempotent("personas/rate")
            .MayAnswer(ErrorCodes.InvalidRating, ErrorCodes.InvalidFeedback, RefusalCodes.UnknownPersona, RefusalCodes.RatingNeedsSession);

    private static async Task<Results<Ok<RatedAnswer>, Problem>> Rate(
        [Description("The persona's; underscores count as hyphens.")] string slug,
        [Range(IPersonaRatingGrain.LeastStars, IPersonaRatingGrain.MostStars), Description("Stars.")] int? rating,
        [MaxLength(IPersonaRatingGrain.LongestFeedback), Description("In words, if you like.")] string? feedback,
        ClaimsPrincipal user, PersonaLookup personas, IGrainFactory grains)
    {
        if (rating is not (>= IPersonaRatingGrain.LeastStars and <= IPersonaRatingGrain.MostStars))
            return Problem.Of(
                ErrorCodes.InvalidRating, $"'rating' must be a whole number, {IPersonaRatingGrain.LeastStars} to {IPersonaRatingGrain.MostStars}.");
        if (feedback is not null && (feedback.Length > IPersonaRatingGrain.LongestFeedback || feedback.Any(char.IsControl)))
            return Problem.Of(
                ErrorCodes.InvalidFeedback, $"'feedback' has at most {IPersonaRatingGrain.LongestFeedback} characters, without control characters.");
        if (await personas.Find(slug, user.Id()) is not { } persona)
            return PersonaLookup.NotFound();

        var own = grains.GetGrain<IPersonaRatingGrain>(IPersonaRatingGrain.KeyOf(user.Id(), persona.Slug));
        return await own.Rate(rating.Value, string.IsNullOrWhiteSpace(feedback) ? null : feedback.Trim()) is { } refusal
            ? Problem.Of(refusal)
            : TypedResults.Ok(new RatedAnswer("Thank you for your feedback!", rating.Value, persona.Name));
    }
}
