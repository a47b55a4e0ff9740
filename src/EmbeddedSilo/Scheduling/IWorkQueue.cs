namespace MindBot.EmbeddedSilo.Scheduling;

/// <summary>
/// Where every piece of the silo's work goes to be executed. By default that is the thread pool; a simulation registers its own in the container
/// and decides what runs next, as <see cref="Testing.SeededWorkQueue"/> does. An item is never enqueued again before it has started to execute.
/// </summary>
public interface IWorkQueue
{
    /// <summary>How many turns of one activation an item may run before it goes to the end of the queue.</summary>
    int TurnsPerItem { get; }

    /// <summary>Takes an item, to be executed later: never inside this call. Called from any thread.</summary>
    void Enqueue(IThreadPoolWorkItem item);
}
