namespace MindBot.Grains.Metering;

/// <summary>Why a session ended, as answers and receipts name it.</summary>
public static class EndReasons
{
    public const string ClientEnded = "client_ended";
    public const string Left = "left";
    public const string RoomFinished = "room_finished";
    public const string Exhausted = "exhausted";
    public const string SessionLimit = "session_limit";
    public const string DailyLimit = "daily_limit";
    public const string Superseded = "superseded";
    public const string Unattended = "unattended";
    public const string Lost = "lost";

    /// <summary>An operator froze the wallet.</summary>
    public const string Frozen = "frozen";

    public const string Cancelled = "cancelled";
    public const string Refused = "refused";
}
