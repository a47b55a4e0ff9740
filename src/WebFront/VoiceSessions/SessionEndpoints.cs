using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Overload;
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
            RefusalCodes.InsufficientBalance, RefusalCodes.WalletFrozen, RefusalCodes.DailyLimitReached, RefusalCodes.TooManySessions, RefusalCodes.SessionFinished, RefusalCodes.SessionInOtherRoom,
            RefusalCodes.SessionIdTaken);
        sessions.MapPost("/end", End).WithSummary("End a session").TakesPrecedence().Idempotent("time/session/end").MayAnswer(
            ErrorCodes.InvalidSessionId, ErrorCodes.InvalidDuration, RefusalCodes.DurationTooLong, RefusalCodes.SessionNotFound);
    }

    private static async Task<Results<Ok<StartSessionAnswer>, Problem>> Start(StartSessionRequest body, ClaimsPrincipal user, IGrainFactory grains)
    {
        if ((Rooms.CheckSessionId(body.SessionId) ?? Rooms.CheckName(body.RoomName)) is { } malformed) return Problem.Of(malformed);

        var (userId, sessionId, roomName) = (user.Id(), body.SessionId!, body.RoomName!);
        var room = grains.GetGrain<IVoiceRoomGrain>(roomName);
        var held = Rooms.IsReserved(roomName) ? await room.FindSession(userId) : null;
        var refused = Rooms.CheckOwner(roomName, userId, held) ?? await room.Claim(userId, sessionId);
        if (refused is not null) return Problem.Of(refused);

        var terms = await Terms(grains, userId, room, roomName, sessionId);
        var reply = await grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, sessionId)).Start(terms);
        if (reply.Refusal is { } refusal)
        {
            await room.Release(userId, sessionId);
            return Problem.Of(refusal);
        }
        return TypedResults.Ok(new StartSessionAnswer(sessionId, reply.Session!.StartTime, Minutes.Owned(reply.BalanceMicros)));
    }

    /// <summary>
    /// In a room whose session is held with a persona a start goes on with that persona, at its rate and within its limits: only a persona start may
    /// reprice. Asked once the room is taken, so that no start in between is missed. A discount that is set aside for a session which has not started
    /// does not pass on: this start calls that session off, and the discount is free again.
    /// </summary>
    private static async Task<SessionTerms> Terms(IGrainFactory grains, string userId, IVoiceRoomGrain room, string roomName, string sessionId)
    {
        if (await room.FindFormer(userId, sessionId) is not { } former) return new SessionTerms(roomName);
        var held = (await grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, former)).Get()).Session;
        return held switch
        {
            { Persona: { } persona, Status: "pending" } =>
                new SessionTerms(roomName, persona.MultiplierPermille, held.LimitLeftMs, Persona: persona with { DiscountPercent = 0 }),
            { Persona: { } persona } => new SessionTerms(roomName, held.RatePermille, held.LimitLeftMs, Persona: persona),
            _ => new SessionTerms(roomName),
        };
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
