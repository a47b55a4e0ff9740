using System.Text.RegularExpressions;
using MindBot.Grains;
using MindBot.Grains.VoiceRooms;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.VoiceSessions;

/// <summary>The names of rooms and sessions, and whom a room is for.</summary>
internal static partial class Rooms
{
    private const string NameRule = "has 1 to 128 letters (A-Z, a-z), digits and _ . : @ ~ + = -, and begins with a letter, a digit or _";

    public static Refusal? CheckName(string? room) =>
        IsName(room) ? null : new Refusal(ErrorCodes.InvalidRoomName, $"'room_name' is required; it {NameRule}.");

    public static Refusal? CheckSessionId(string? sessionId) =>
        IsName(sessionId) ? null : new Refusal(ErrorCodes.InvalidSessionId, $"'session_id' is required; it {NameRule}.");

    public static bool IsName(string? text) => text is not null && Name().IsMatch(text);

    /// <summary>
    /// May the user have a session in this room, as far as its name tells? <paramref name="held"/>: the open session they hold it with.
    /// </summary>
    public static Refusal? CheckOwner(string room, string userId, string? held)
    {
        if (room == RoomNames.LobbyOf(userId))
            return new Refusal(ErrorCodes.RoomReserved, "Your lobby is for listening and is never metered. Choose another room.");

        return IsReserved(room) && held is null ? new Refusal(RefusalCodes.RoomTaken, "This room belongs to somebody else.") : null;
    }

    /// <summary>Its name says that it is somebody's own.</summary>
    public static bool IsReserved(string room) =>
        room.StartsWith(RoomNames.LobbyPrefix, StringComparison.Ordinal) || room.StartsWith(RoomNames.PersonaPrefix, StringComparison.Ordinal);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.:@~+=-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
