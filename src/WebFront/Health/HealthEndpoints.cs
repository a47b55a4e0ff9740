using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.TimeCards;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Overload;

namespace MindBot.WebFront.Health;

internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => "ok").WithTags("Health").WithSummary("The process lives").ShortCircuit();
        app.MapGet("/readyz", Ready).WithTags("Health").WithSummary("Grains answer, from storage").TakesNoPlace().MayAnswer(ErrorCodes.TemporarilyUnavailable);
    }

    /// <summary>A grain that nobody has called before has to read its state, so its answer says that silo and storage work.</summary>
    private static async Task<Results<Ok<string>, Problem>> Ready(IGrainFactory grains, TimeProvider time)
    {
        try
        {
            await grains.GetGrain<IPaymentEventGrain>($"readyz-{Guid.NewGuid():n}").WasHandled().WaitAsync(Patience, time);
            return TypedResults.Ok("ready");
        }
        catch (Exception error) when (ProblemExceptionHandler.IsOutage(error))
        {
            return Problem.Of(ErrorCodes.TemporarilyUnavailable, "The storage does not answer.");
        }
    }
}
