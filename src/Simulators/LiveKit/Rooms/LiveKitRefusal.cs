namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>What the server refuses, with a code of Twirp's.</summary>
internal sealed class LiveKitRefusal(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    public static LiveKitRefusal RoomNotFound => new("not_found", "requested room does not exist");
    public static LiveKitRefusal ParticipantNotFound => new("not_found", "participant not found");
    public static LiveKitRefusal NoRoomName => new("invalid_argument", "no room name");

    /// <summary>The open-source server routes such calls to the room itself; where there is none, nobody answers.</summary>
    public static LiveKitRefusal NobodyAnswers => new("unavailable", "no response from servers");
    public static LiveKitRefusal TooMany(string what) => new("resource_exhausted", $"too many {what}");
}
