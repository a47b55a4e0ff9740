using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>
/// Daily limits. Segments of one key that run together burn their day's allowance together, so many milliseconds a millisecond as there are of
/// them; where it ends all of them stop. At midnight UTC a new one begins: who gets there runs on. What the client reported beyond our own measure
/// counts for the day on which its session ended.
/// </summary>
public static class Quotas
{
    private const long DayMs = 24 * 60 * 60 * 1000;

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>The first instant of the next UTC day.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset at) => new(at.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <summary>What has been used of a day, by closed and open segments, up to the wallet's time.</summary>
    public static long UsedMs(this Wallet wallet, string key, DateOnly day) => UsedMs(wallet, key, day, except: null);

    /// <summary>What the segment's key still has on the day of <paramref name="at"/>; at least 0.</summary>
    public static long LeftMs(this Wallet wallet, Quota quota, DateTimeOffset at) =>
        Math.Max(0, quota.DailyLimitMs - wallet.UsedMs(quota.Key, DayOf(at)));

    /// <summary>
    /// When the day's allowance stops the segment if all go on as they do now; since when it is stopped, if it is. Null: never, or it does not run.
    /// </summary>
    public static DateTimeOffset? DailyLimitAt(this Wallet wallet, Segment segment)
    {
        if (segment.Quota is not { } quota) return null;
        if (segment.State == SegmentState.Limited) return segment.StoppedAt;
        if (!segment.Running) return null;
        var running = wallet.Segments.Count(other => other.Running && other.Quota?.Key == quota.Key);
        var at = wallet.SettledUntil;
        var lastsMs = wallet.LeftMs(quota, at) / running;
        var midnight = NextDay(at);
        if (lastsMs < Instants.ElapsedMs(at, midnight)) return at.AddMs(lastsMs);
        lastsMs = quota.DailyLimitMs / running;
        return lastsMs < DayMs ? midnight.AddMs(lastsMs) : null;
    }

    /// <summary>The next instant at which an allowance ends.</summary>
    internal static DateTimeOffset? NextStop(Wallet wallet)
    {
        DateTimeOffset? next = null;
        foreach (var segment in wallet.Segments)
            if (segment is { Running: true, Quota: not null } && wallet.DailyLimitAt(segment) is { } at && !(next <= at)) next = at;
        return next;
    }

    /// <summary>Stops the segments whose allowance ends here.</summary>
    internal static Wallet StopSpent(Wallet wallet)
    {
        if (NextStop(wallet) is not { } stop || stop > wallet.SettledUntil) return wallet;
        var segments = wallet.Segments.Select(segment => segment.Running && wallet.DailyLimitAt(segment) <= wallet.SettledUntil
            ? segment with { State = SegmentState.Limited, StoppedAt = wallet.SettledUntil }
            : segment);
        // With fewer that run on, the others' allowance does not end earlier.
        return wallet with { Segments = [.. segments] };
    }

    /// <summary>
    /// How long a segment that is charged from a past instant on may be, the others being charged as they are: the end of the allowance, or of the day
    /// where it lasts beyond. <paramref name="segment"/> may differ from the wallet's own copy.
    /// </summary>
    internal static DateTimeOffset LastsUntil(Wallet wallet, Segment segment, DateTimeOffset from)
    {
        if (segment.Quota is not { } quota) return DateTimeOffset.MaxValue;
        var day = DayOf(from);
        var leftMs = quota.DailyLimitMs - UsedMs(wallet, quota.Key, day, except: segment.SessionId) - UsedMs(segment, day);
        return Instants.Earlier(from.AddMs(Math.Clamp(leftMs, 0, DayMs)), NextDay(from));
    }

    /// <summary>A closed segment's use stays known.</summary>
    internal static Wallet Remember(Wallet wallet, Segment closed)
    {
        if (closed.Quota is not { } quota) return wallet;
        var uses = wallet.QuotaUses;
        foreach (var day in closed.Pieces.SelectMany(DaysOf).Distinct())
        {
            var index = uses.FindIndex(use => use.Key == quota.Key && use.Day == day);
            var usedMs = UsedMs(closed, day);
            uses = index < 0
                ? uses.Add(new QuotaUse(quota.Key, day, usedMs))
                : uses.SetItem(index, uses[index] with { UsedMs = uses[index].UsedMs + usedMs });
        }

        return wallet with { QuotaUses = uses };
    }

    /// <summary>
    /// Days that nothing can be charged on any more: those before yesterday (a session may be told late to have begun then) and before the oldest
    /// open segment.
    /// </summary>
    internal static ImmutableArray<QuotaUse> WithoutPastDays(Wallet wallet)
    {
        var oldest = DayOf(wallet.SettledUntil.AddDays(-1));
        foreach (var segment in wallet.Segments)
            if (segment.Quota is not null && DayOf(segment.OpenedAt) is var day && day < oldest) oldest = day;
        return wallet.QuotaUses.RemoveAll(use => use.Day < oldest);
    }

    private static long UsedMs(Wallet wallet, string key, DateOnly day, string? except)
    {
        var used = 0L;
        foreach (var use in wallet.QuotaUses)
            if (use.Day == day && use.Key == key) used += use.UsedMs;
        foreach (var segment in wallet.Segments)
            if (segment.Quota?.Key == key && segment.SessionId != except) used += UsedMs(segment, day);
        return used;
    }

    private static long UsedMs(Segment segment, DateOnly day)
    {
        var begins = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var ends = begins.AddDays(1);
        var used = 0L;
        foreach (var piece in segment.Pieces)
            used += piece.Basis != Basis.Client ? Math.Max(0, Instants.ElapsedMs(Instants.Later(piece.From, begins), Instants.Earlier(piece.To, ends)))
                : DayOf(piece.From) == day ? piece.ElapsedMs : 0;
        return used;
    }

    private static IEnumerable<DateOnly> DaysOf(Piece piece)
    {
        if (piece.ElapsedMs == 0) yield break;
        var last = piece.Basis == Basis.Client ? DayOf(piece.From) : DayOf(piece.To.AddMs(-1));
        for (var day = DayOf(piece.From); day <= last; day = day.AddDays(1)) yield return day;
    }
}
