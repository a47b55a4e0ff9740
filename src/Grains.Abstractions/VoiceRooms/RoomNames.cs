namespace MindBot.Grains.VoiceRooms;

/// <summary>Names of rooms that mean something.</summary>
public static class RoomNames
{
    public const string LobbyPrefix = "lobby_", PersonaPrefix = "persona_";

    /// <summary>A user's own room to listen in; never metered.</summary>
    public static string LobbyOf(string userId) => LobbyPrefix + userId;
}
