using MindBot.EmbeddedSilo.Scheduling;

namespace MindBot.EmbeddedSilo.Testing;

/// <summary>Executes the silo's work on the thread pool and knows when there is none.</summary>
internal sealed class TrackedWorkQueue : ITestWorkQueue
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _idle = Completed();
    private int _pending;

    public int TurnsPerItem => 32;

    private Task Idle
    {
        get
        {
            lock (_gate) return _idle.Task;
        }
    }

    public void Enqueue(IThreadPoolWorkItem item)
    {
        lock (_gate)
        {
            if (_pending++ == 0) _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        ThreadPool.UnsafeQueueUserWorkItem(static pair => pair.queue.Execute(pair.item), (queue: this, item), preferLocal: false);
    }

    public async Task IdleAsync()
    {
        for (var idle = Idle; ; idle = Idle)
        {
            await idle;
            if (Idle == idle) return;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private void Execute(IThreadPoolWorkItem item)
    {
        item.Execute();
        lock (_gate)
        {
            if (--_pending == 0) _idle.SetResult();
        }
    }
}
