using Microsoft.Win32.SafeHandles;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// Orleans runs its grains' turns on the thread pool, and tests on Orleans run one after the other: so the silo is idle when nothing is queued in the pool and none of its
/// threads runs but the one that looks. The test runner has threads of the pool that only wait; whether a thread runs or waits the operating system knows.
/// </summary>
internal static class Idleness
{
    private const int LooksInARow = 3;

    private const int RoundsWithoutDelay = 100;

    /// <summary>What the operating system says of each thread of this process.</summary>
    private static readonly Dictionary<string, SafeFileHandle> Threads = [];

    private static readonly Lock Gate = new();

    /// <summary>One looks at a time: two would each see the other at work.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Completes when nothing runs. What grains await outside of the silo, and timers to come, do not count.</summary>
    public static Task ReachedAsync() => Task.Run(async () =>
    {
        await Turn.WaitAsync();
        try
        {
            await Look();
        }
        finally
        {
            Turn.Release();
        }
    });

    private static async Task Look()
    {
        for (var (looks, rounds) = (0, 0); looks < LooksInARow; rounds++)
        {
            looks = ThreadPool.PendingWorkItemCount == 0 && (AreOthersFree() || DoOthersWait()) ? looks + 1 : 0;
            if (rounds < RoundsWithoutDelay) await Task.Yield();
            else await Task.Delay(1);
        }
    }

    private static bool AreOthersFree()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return most - free <= 1;
    }

    /// <summary>R is a thread that runs or could, had it a processor; D one that the disk holds up.</summary>
    private static bool DoOthersWait()
    {
        lock (Gate)
        {
            var running = 0;
            foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
                if (PoolThreadState(thread) is 'R' or 'D' && ++running > 1) return false;
            return true;
        }
    }

    private static char? PoolThreadState(string thread)
    {
        try
        {
            if (!Threads.TryGetValue(thread, out var handle)) Threads[thread] = handle = File.OpenHandle(Path.Combine(thread, "stat"));
            Span<byte> status = stackalloc byte[512];
            status = status[..RandomAccess.Read(handle, status, 0)];
            return status.IndexOf("(.NET TP Worker)"u8) < 0 ? null : (char)status[status.LastIndexOf((byte)')') + 2];
        }
        catch (IOException)
        {
            // It has ended.
            if (Threads.Remove(thread, out var handle)) handle.Dispose();
            return null;
        }
    }
}
