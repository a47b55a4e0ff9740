namespace MindBot.Grains.VoiceSessions;

[GenerateSerializer, Alias("mindbot.VoiceRoomState")]
public sealed record VoiceRoomState
{
    [Id(0)] public string? UserId { get; init; }
    [Id(1)] public string? SessionId { get; init; }
    [Id(2)] public DateTimeOffset ClaimedAt { get; init; }

    /// <summary>The session that <see cref="SessionId"/> is about to replace.</summary>
    [Id(3)] public string? FormerSessionId { get; init; }
}
