using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.VoiceSessions;

internal static class SessionEndpoints
{
    /// <summary>Far above every limit, and far below what milliseconds in 64 bits hold.</summary>
    private const decimal MaxDurationSeconds = 1_000_000_000_000m;

    public static void MapVoiceSessions(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("/time/session").WithTags("Voice sessions").RequireAuthorization();
        sessions.MapPost("/start", Start).WithSummary("Start to meter a session").Idempotent("time/session/start").MayAnswer(
            ErrorCodes.InvalidSessionId, ErrorCodes.InvalidRoomName, ErrorCodes.RoomReserved, RefusalCodes.RoomTaken,
            RefusalCodes.InsufficientBalance, RefusalCodes.TooManySessions, RefusalCodes.SessionFinished, RefusalCodes.SessionInOtherRoom,
            RefusalCodes.SessionIdTaken);
        sessions.MapPost("/end", End).WithSummary("End a session").Idempotent("time/session/end").MayAnswer(
            ErrorCodes.InvalidSessionId, ErrorCodes.InvalidDuration, RefusalCodes.DurationTooLong, RefusalCodes.SessionNotFound);
    }

    private static async Task<Results<Ok<StartSessionAnswer>, Problem>> Start(StartSessionRequest body, ClaimsPrincipal user, IGrainFactory grains)
    {
        if ((Rooms.CheckSessionId(body.SessionId) ?? Rooms.CheckName(body.RoomName)) is { } malformed) return Problem.Of(malformed);

        var (userId, sessionId, roomName) = (user.Id(), body.SessionId!, body.RoomName!);
        var room = grains.GetGrain<IVoiceRoomGrain>(roomName);
        var refused = Rooms.CheckOwner(roomName, userId, await room.FindSession(userId)) ?? await room.Claim(userId, sessionId);
        if (refused is not null) return Problem.Of(refused);

        var reply = await grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, sessionId)).Start(new SessionTerms(roomName));
        if (reply.Refusal is { } refusal)
        {
            await room.Release(userId, sessionId);
            return Problem.Of(refusal);
        }
        return TypedResults.Ok(new StartSessionAnswer(sessionId, reply.Session!.StartTime, Minutes.Owned(reply.BalanceMicros)));
    }

    private static async Task<Results<Ok<EndSessionAnswer>, Problem>> End(EndSessionRequest body, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Rooms.CheckSessionId(body.SessionId) is { } malformed) return Problem.Of(malformed);
        if (body.DurationSeconds is < 0 or > MaxDurationSeconds)
            return Problem.Of(ErrorCodes.InvalidDuration, "'duration_seconds' must be a number of seconds, 0 or more.");

        long? reportedMs = body.DurationSeconds is { } seconds ? (long)decimal.Floor(seconds * 1000) : null;
        var reply = await grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(user.Id(), body.SessionId!)).End(reportedMs);
        if (reply.Refusal is { } refusal) return Problem.Of(refusal);

        var session = reply.Session!;
        return TypedResults.Ok(new EndSessionAnswer(
            session.SessionId, Minutes.Seconds(session.ElapsedMs), Minutes.Used(session.ChargedMicros), session.Status,
            BalanceSummary.Of(reply.BalanceMicros, reply.ActiveCards)));
    }
}
