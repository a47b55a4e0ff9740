namespace MindBot.Grains.VoiceSessions;

/// <summary>How far a session got.</summary>
[GenerateSerializer, Alias("mindbot.SessionStage")]
public enum SessionStage
{
    /// <summary>There is none of this id.</summary>
    [Id(0)] None,

    [Id(1)] Pending,

    /// <summary>It was metered, and may be over since.</summary>
    [Id(2)] Started,

    /// <summary>It ended without having been metered.</summary>
    [Id(3)] Cancelled,
}
