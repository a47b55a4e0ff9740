using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MindBot.Grains;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Json;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.VoiceSessions;

internal static class HistoryEndpoints
{
    private const string IdText = "As it was started: the client's own id, or the number of a room token.";

    public static void MapSessionHistory(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("/time/sessions").WithTags("Voice sessions").RequireAuthorization();
        sessions.MapGet("", List).WithSummary("The user's sessions, newest first, those still open on top")
            .MayAnswer(ErrorCodes.InvalidParameter);
        sessions.MapGet("/{session_id}", Get).WithSummary("One session").MayAnswer(RefusalCodes.SessionNotFound);
        sessions.MapGet("/{session_id}/receipt", Receipt).WithSummary("Where a finished session's time went")
            .MayAnswer(RefusalCodes.SessionNotFound, ErrorCodes.SessionNotFinished);
    }

    private static async Task<Results<Ok<HistoryAnswer>, Problem>> List([AsParameters] PageQuery query, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Page.TryRead(query, out var page, out var malformed)) return malformed;

        // The open ones first: a session that ends in between is in both, and then counts as finished.
        var userId = user.Id();
        var wallet = page.Before is null ? await grains.GetGrain<IWalletGrain>(userId).GetView(signOfLife: false) : null;
        var log = grains.GetGrain<ISessionLogGrain>(userId);
        var finished = await log.Read(page.Limit, page.Before);

        var ended = finished.Select(session => session.SessionId).ToHashSet();
        var open = await Task.WhenAll((wallet?.Sessions ?? []).Where(session => !ended.Contains(session.SessionId))
            .OrderByDescending(session => session.OpenedAt).Select(async session => SessionAnswer.Of(
                userId, session, await grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, session.SessionId)).GetPersona())));
        var shown = finished.Take(page.Limit - open.Length).ToList();
        return TypedResults.Ok(new HistoryAnswer(
            [.. open, .. shown.Select(session => SessionAnswer.Of(userId, session))], NextOf(finished.Length, page.Limit, shown, finished)));
    }

    /// <summary>The cursor: the position of the last one shown, or just before the first when the open ones left no room.</summary>
    private static long? NextOf(int read, int limit, List<FinishedSession> shown, IReadOnlyList<FinishedSession> finished)
    {
        if (read == shown.Count && read < limit) return null;
        var next = shown.Count > 0 ? shown[^1].Position : finished[0].Position + 1;
        return next > 1 ? next : null;
    }

    private static async Task<Results<Ok<SessionAnswer>, Problem>> Get(
        [FromRoute(Name = "session_id"), Description(IdText)] string sessionId, ClaimsPrincipal user, IGrainFactory grains)
    {
        var (session, refusal) = await Find(sessionId, user, grains);
        return session is null ? Problem.Of(refusal!) : TypedResults.Ok(SessionAnswer.Of(user.Id(), session));
    }

    private static async Task<Results<Ok<ReceiptAnswer>, Problem>> Receipt(
        [FromRoute(Name = "session_id"), Description(IdText)] string sessionId, ClaimsPrincipal user, IGrainFactory grains)
    {
        var (session, refusal) = await Find(sessionId, user, grains);
        if (session is null) return Problem.Of(refusal!);
        return session.EndTime is null
            ? Problem.Of(ErrorCodes.SessionNotFinished, "The receipt is there once the session has ended.")
            : TypedResults.Ok(ReceiptAnswer.Of(session));
    }

    private static async Task<(SessionView? Session, Refusal? Refusal)> Find(string sessionId, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Rooms.IsName(sessionId)) return (null, new Refusal(RefusalCodes.SessionNotFound, "There is no such session."));

        var reply = await grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(user.Id(), sessionId)).Get();
        return (reply.Session, reply.Refusal);
    }
}
