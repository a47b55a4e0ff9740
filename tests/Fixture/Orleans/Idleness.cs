using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// Orleans runs its grains' turns on the thread pool, and tests on Orleans run one after the other: so the silo is idle when nothing is queued in the pool and none of its
/// threads runs. The test runner has threads of the pool that only wait; whether a thread runs or waits the operating system knows.
/// </summary>
/// <remarks>
/// A thread outside of the pool looks, for whoever asks one after the other: it makes no work for the pool itself. Threads of the pool that look for work before they wait for
/// it seem to run, and give up the processor all the while: the tests are many times faster with System.Threading.ThreadPool.UnfairSemaphoreSpinLimit = 0.
/// </remarks>
internal static class Idleness
{
    private const int LooksInARow = 3;

    private const int RoundsWithoutDelay = 100;

    private const int MostEnded = 100;

    private static readonly BlockingCollection<TaskCompletionSource> Asked = [];

    /// <summary>What the operating system says of each thread of this process.</summary>
    private static readonly Dictionary<string, SafeFileHandle> Threads = [];

    /// <summary>Who ran when last somebody did: likely to be at it still, and asked before all threads are listed again.</summary>
    private static string? busiest;

    static Idleness() => new Thread(LookForever) { IsBackground = true, Name = nameof(Idleness) }.Start();

    /// <summary>Completes when nothing runs. What grains await outside of the silo, and timers to come, do not count.</summary>
    public static Task ReachedAsync()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked.Add(reached);
        return reached.Task;
    }

    private static void LookForever()
    {
        foreach (var reached in Asked.GetConsumingEnumerable())
        {
            Look();
            reached.SetResult();
        }
    }

    private static void Look()
    {
        for (var (looks, rounds) = (0, 0); looks < LooksInARow; rounds++)
        {
            looks = ThreadPool.PendingWorkItemCount == 0 && (AreAllFree() || DoAllWait()) ? looks + 1 : 0;
            if (rounds < RoundsWithoutDelay) Thread.Yield();
            else Thread.Sleep(1);
        }
    }

    private static bool AreAllFree()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return most == free;
    }

    private static bool DoAllWait()
    {
        if (busiest is not null && DoesRun(busiest)) return false;
        var listed = Directory.GetDirectories("/proc/self/task");
        if (Threads.Count > MostEnded + listed.Length) ForgetAllBut(listed);
        busiest = listed.FirstOrDefault(DoesRun);
        return busiest is null;
    }

    /// <summary>A thread that has ended is not listed again, and its handle would stay open: thousands of silos have more threads than a process may have files.</summary>
    private static void ForgetAllBut(string[] listed)
    {
        foreach (var ended in Threads.Keys.Except(listed).ToList())
            if (Threads.Remove(ended, out var handle)) handle.Dispose();
    }

    /// <summary>R is a thread that runs or could, had it a processor; D one that the disk holds up.</summary>
    private static bool DoesRun(string thread) => PoolThreadState(thread) is 'R' or 'D';

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
