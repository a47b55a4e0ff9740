namespace MindBot.Grains.Metering;

/// <summary>A limit on the time of each UTC day, in milliseconds, that all segments with the same key share.</summary>
public sealed record Quota(string Key, long DailyLimitMs);

/// <summary>What closed segments have used of a UTC day, in milliseconds.</summary>
public sealed record QuotaUse(string Key, DateOnly Day, long UsedMs);
