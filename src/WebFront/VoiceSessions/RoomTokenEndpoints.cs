using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Gateways.LiveKit;
using MindBot.Grains;
using MindBot.Grains.Users;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;
using MindBot.WebFront.Users;

namespace MindBot.WebFront.VoiceSessions;

internal static class RoomTokenEndpoints
{
    public static void MapRoomTokens(this IEndpointRouteBuilder app) =>
        app.MapPost("/auth/token", GetToken).WithTags("Voice sessions").WithSummary("A LiveKit token for a room")
            .RequireAuthorization().Idempotent("auth/token").MayAnswer(
                ErrorCodes.InvalidRoomName, ErrorCodes.InvalidName, ErrorCodes.RoomReserved, RefusalCodes.RoomTaken);

    private static async Task<Results<Ok<RoomTokenAnswer>, Problem>> GetToken(
        RoomTokenRequest body, ClaimsPrincipal user, IGrainFactory grains, RoomTokens tokens, LiveKitOptions liveKit)
    {
        var malformed = Rooms.CheckName(body.RoomName)
            ?? (body.ParticipantName is null ? null : UserChecks.Name(body.ParticipantName, "participant_name"));
        if (malformed is not null) return Problem.Of(malformed);

        var (userId, roomName) = (user.Id(), body.RoomName!);
        var room = grains.GetGrain<IVoiceRoomGrain>(roomName);
        var held = await room.FindSession(userId);
        if (Rooms.CheckOwner(roomName, userId, held) is { } foreign) return Problem.Of(foreign);

        if (held is null)
        {
            (held, var refusal) = await Prepare(grains, userId, room, roomName);
            if (refusal is not null) return Problem.Of(refusal);
        }
        var name = body.ParticipantName?.Trim() ?? (await grains.GetGrain<IUserGrain>(userId).GetProfile())?.FullName ?? userId;
        return TypedResults.Ok(new RoomTokenAnswer(tokens.ForRoom(userId, roomName, name, held), liveKit.Url, roomName, held));
    }

    /// <summary>Takes the room for a new number, and makes a pending session under it.</summary>
    private static async Task<(string SessionId, Refusal? Refusal)> Prepare(IGrainFactory grains, string userId, IVoiceRoomGrain room, string roomName)
    {
        var log = grains.GetGrain<ISessionLogGrain>(userId);
        while (true)
        {
            var sessionId = (await log.NextNumber()).ToString(CultureInfo.InvariantCulture);
            if (await room.Claim(userId, sessionId) is { } taken) return (sessionId, taken);

            var session = grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, sessionId));
            var refusal = (await session.Prepare(new SessionTerms(roomName))).Refusal;
            if (refusal is null) return (sessionId, null);

            await room.Release(userId, sessionId);
            if (refusal.Code != RefusalCodes.SessionIdTaken) return (sessionId, refusal);
        }
    }
}
