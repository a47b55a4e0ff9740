namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// Orleans runs its grains' turns on the thread pool, and tests on Orleans run one after the other: so the silo is idle when nothing is queued in the pool and none of its
/// threads runs but the one that looks. The test runner has threads of the pool that only wait; whether a thread runs or waits the operating system knows.
/// </summary>
internal static class Idleness
{
    private const int LooksInARow = 3;

    private const int RoundsWithoutDelay = 100;

    /// <summary>So many threads of the pool have work but only wait, as far as is known.</summary>
    private static volatile int waiting;

    /// <summary>The test runner may hold other threads than before: to be called between tests.</summary>
    public static void Forget() => waiting = 0;

    /// <summary>Completes when nothing runs. What grains await outside of the silo, and timers to come, do not count.</summary>
    public static Task ReachedAsync() => Task.Run(async () =>
    {
        for (var (looks, rounds) = (0, 0); looks < LooksInARow; rounds++)
        {
            looks = IsIdle() ? looks + 1 : 0;
            if (rounds < RoundsWithoutDelay) await Task.Yield();
            else await Task.Delay(1);
        }
    });

    private static bool IsIdle()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        var others = most - free - 1;
        if (ThreadPool.PendingWorkItemCount > 0 || (others > waiting && !DoOthersWait())) return false;
        waiting = others;
        return true;
    }

    /// <summary>R is a thread that runs or could, had it a processor; D one that the disk holds up.</summary>
    private static bool DoOthersWait()
    {
        var running = 0;
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
            if (PoolThreadState(thread) is 'R' or 'D' && ++running > 1) return false;
        return true;
    }

    private static char? PoolThreadState(string thread)
    {
        try
        {
            var status = File.ReadAllText(Path.Combine(thread, "stat"));
            return status.Contains("(.NET TP Worker)", StringComparison.Ordinal) ? status[status.LastIndexOf(')') + 2] : null;
        }
        catch (IOException)
        {
            // It has ended.
            return null;
        }
    }
}
