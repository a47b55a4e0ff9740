using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MindBot.Silo.Storage;

/// <summary>
/// The one thread that commits. While it waits for the disk the queue fills; what came in meanwhile is the next batch.
/// It resolves unknown outcomes: after an error it retries with a pause, and the dialect accepts rows that an earlier attempt
/// had written after all; when the attempts are used up it reads back what is stored.
/// </summary>
internal sealed partial class CommitLoop(
    IRowDialect dialect, CommitQueue queue, RowStoreOptions options, StorageMetrics metrics, Action<int> left, ILogger logger)
{
    /// <summary>A batch of so many rows says that more are to come; a lone writer is not kept waiting.</summary>
    private const int BusyRows = 4;

    private readonly List<RowWrite> batch = new(options.MaxBatchRows);
    private readonly ManualResetEventSlim stopping = new();
    private Thread? thread;

    public void Start()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "mindbot storage commits" };
        thread.Start();
    }

    /// <summary>Commits what is queued, without pauses between retries, and ends the thread.</summary>
    public void Stop()
    {
        queue.Close();
        stopping.Set();
        thread?.Join();
        stopping.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            // Those who were just answered write again in a moment. To commit the first of them alone would cost a sync for each.
            if (batch.Count >= BusyRows) Thread.Sleep(options.Linger);
            if (!queue.TakeBatch(batch)) return;
            var error = CommitWithRetries();
            // The callers' places in the queue are free before the callers go on, so that each can write again at once.
            left(batch.Count);
            if (error is null)
                batch.ForEach(static write => write.Complete());
            else
                AnswerAfter(error);
        }
    }

    /// <summary>Null when every row of the batch has its outcome.</summary>
    private Exception? CommitWithRetries()
    {
        var pause = options.RetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                dialect.Commit(batch);
                metrics.Committed(batch.Count, Stopwatch.GetElapsedTime(started));
                return null;
            }
            catch (Exception error)
            {
                metrics.Failed();
                LogFailed(logger, error, attempt, batch.Count);
                TryReconnect();
                if (attempt >= options.MaxAttempts || error is StorageCorruptedException)
                    return error;
            }
            stopping.Wait(pause);
            pause *= 2;
        }
    }

    private void TryReconnect()
    {
        try
        {
            dialect.Reconnect();
        }
        catch (Exception error)
        {
            LogReconnect(logger, error);
        }
    }

    /// <summary>The last word on writes whose commits all reported errors is what is stored; if that can be read.</summary>
    private void AnswerAfter(Exception error)
    {
        var canRead = error is not StorageCorruptedException;
        foreach (var write in batch)
        {
            if (canRead && IsStored(write, ref canRead))
                write.Complete();
            else
                write.Fail(new StorageUnavailableException($"{write.Key} could not be written: {error.Message}", error));
        }
    }

    private bool IsStored(RowWrite write, ref bool canRead)
    {
        try
        {
            if (dialect.ReadEtag(write.Key) != write.NewEtag)
                return false;
            write.Accept();
            return true;
        }
        catch (Exception error)
        {
            canRead = false;
            LogReadBack(logger, error, write.Key);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} to commit {Rows} rows failed")]
    private static partial void LogFailed(ILogger logger, Exception error, int attempt, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The storage connection could not be renewed")]
    private static partial void LogReconnect(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} could not be read back after a failed commit")]
    private static partial void LogReadBack(ILogger logger, Exception error, RowKey key);
}
