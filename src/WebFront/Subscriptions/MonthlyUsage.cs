using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Subscriptions;

/// <summary>What a user has talked in a calendar month (UTC), from the log of their finished sessions.</summary>
internal static class MonthlyUsage
{
    /// <summary>Above <see cref="PageSize"/> × this many sessions a month, only the newest are counted.</summary>
    private const int MaxPages = 10;

    private const int PageSize = 100;

    public static async Task<UsageAnswer> Read(string userId, IGrainFactory grains, DateTimeOffset now)
    {
        var monthStart = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var log = grains.GetGrain<ISessionLogGrain>(userId);
        var (count, micros) = (0, 0L);
        long? before = null;
        for (var page = 0; page < MaxPages; page++)
        {
            // The log is in the order of the sessions' ends.
            var sessions = await log.Read(PageSize, before);
            foreach (var session in sessions.TakeWhile(session => session.EndTime >= monthStart))
            {
                if (session.Status == "completed") count++;
                micros += session.ChargedMicros;
            }

            if (sessions.Length < PageSize || sessions[^1].EndTime < monthStart) break;
            before = sessions[^1].Position;
        }

        // Sessions do not name a persona yet.
        return new UsageAnswer(count, Minutes.Used(micros), PersonasAccessed: 0);
    }
}
