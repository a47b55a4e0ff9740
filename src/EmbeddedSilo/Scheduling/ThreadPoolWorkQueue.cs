namespace MindBot.EmbeddedSilo.Scheduling;

/// <summary>Executes the silo's work on the thread pool, first in first out.</summary>
internal sealed class ThreadPoolWorkQueue : IWorkQueue
{
    public int TurnsPerItem => 32;

    public void Enqueue(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
