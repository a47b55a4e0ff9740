namespace MindBot.Grains.VoiceSessions;

/// <summary>How far a session got.</summary>
[GenerateSerializer, Alias("mindbot.SessionStage")]
public enum SessionStage
{
    /// <summary>There is none of this id.</summary>
    None = 0,

    Pending = 1,

    /// <summary>It was metered, and may be over since.</summary>
    Started = 2,

    /// <summary>It ended without having been metered.</summary>
    Cancelled = 3,
}
