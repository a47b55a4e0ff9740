using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Payments;

namespace MindBot.WebFront.Admin;

/// <summary>Stripe's events that could not be handled, for operators.</summary>
internal static class FailedEventEndpoints
{
    public static void MapFailedEvents(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/payment-events", List).WithSummary("Stripe's events that could not be handled, the last tried first");
        admin.MapPost("/payment-events/{id}/retry", Retry).WithSummary("Try such an event again, now")
            .MayAnswer(ErrorCodes.NotFound, ErrorCodes.EventNotHandled);
    }

    private static async Task<Ok<FailedEventsAnswer>> List(PaymentEventTries events) =>
        TypedResults.Ok(new FailedEventsAnswer([.. (await events.Known()).Select(FailedEventAnswer.Of)]));

    private static async Task<Results<Ok<RetriedEventAnswer>, Problem>> Retry(
        [Description("Stripe's.")] string id, PaymentEventTries events, HttpContext http)
    {
        if ((await events.Known()).FirstOrDefault(failed => failed.EventId == id) is not { } known)
            return Problem.Of(ErrorCodes.NotFound, "No such event has failed, or it has been handled since.");
        return await events.TryAgain(known, http.RequestAborted) is { } failed
            ? Problem.Of(ErrorCodes.EventNotHandled, $"The event could not be handled: {failed.Reason}")
            : TypedResults.Ok(new RetriedEventAnswer(id, Handled: true));
    }
}
