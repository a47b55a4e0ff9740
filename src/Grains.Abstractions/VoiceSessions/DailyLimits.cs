using System.Globalization;

namespace MindBot.Grains.VoiceSessions;

/// <summary>How one is told that a day's allowance is used up.</summary>
public static class DailyLimits
{
    /// <param name="at">When it was to begin; the next UTC day has an allowance of its own.</param>
    public static Refusal Refuse(string? personaName, DateTimeOffset at) => new(
        RefusalCodes.DailyLimitReached,
        $"You have talked with {personaName ?? "this persona"} for as long as one may in a day. You can again from "
        + $"{at.UtcDateTime.Date.AddDays(1).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC on.");
}
