using MindBot.EmbeddedSilo.Scheduling;

namespace MindBot.EmbeddedSilo.Testing;

/// <summary>
/// Runs a silo and those who call it on one thread, one turn at a time, in an order that a seed decides: the same seed gives the same run, another seed
/// another interleaving. Register it as <see cref="IWorkQueue"/> in the container of an <see cref="EmbeddedSiloHost"/> that is started inside
/// <see cref="Run"/>. Together with <see cref="VirtualClock"/> and <see cref="InMemoryGrainStorage"/> nothing is left to chance, so that whatever goes
/// wrong is repeated by its seed and the number of the work item at which the silo crashed, or of the write that failed.
/// </summary>
public sealed class SeededWorkQueue : ITestWorkQueue
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Lock _gate = new();
    private readonly List<IThreadPoolWorkItem> _items = [];
    private readonly Random _random;
    private readonly TextWriter? _trace;
    private TaskCompletionSource? _idle;
    private (long Item, Action Action)? _at;
    private int _callers;
    private bool _left;

    /// <summary>A queue for the thread that makes it.</summary>
    /// <param name="seed">Decides what runs next.</param>
    /// <param name="trace">Gets a line per work item.</param>
    public SeededWorkQueue(int seed, TextWriter? trace = null)
    {
        _random = new Random(seed);
        _trace = trace;
    }

    /// <summary>How many work items have begun. A work item is one turn: what runs between two awaits.</summary>
    public long Executed { get; private set; }

    /// <inheritdoc/>
    public int TurnsPerItem => 1;

    /// <inheritdoc/>
    public void Enqueue(IThreadPoolWorkItem item)
    {
        lock (_gate)
        {
            _items.Add(item);
            _left |= Environment.CurrentManagedThreadId != _thread;
        }
    }

    /// <summary>
    /// Does something, once, just before the <paramref name="n"/>-th work item from now; 1 is the next. <see cref="EmbeddedSiloHost.Crash"/> there is a
    /// crash at that await: nothing is left but what storage, reminder table and clock hold.
    /// </summary>
    public void At(long n, Action action)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        _at = (Executed + n, action);
    }

    /// <summary>Starts a caller. Callers and grains take turns as the seed decides; to be used inside of <see cref="Run"/>.</summary>
    public Task Start(Func<Task> caller) => new CallerTurns(this, $"[Caller {++_callers}]").Run(caller);

    /// <summary>Runs a story to its end, and everything that it starts.</summary>
    /// <exception cref="InvalidOperationException">
    /// The story waits for something that will not happen, such as time that nobody lets pass; or code ran on another thread, by <c>Task.Run</c>,
    /// <c>ConfigureAwait(false)</c> or real time: the run cannot be repeated.
    /// </exception>
    public void Run(Func<Task> story)
    {
        var end = Start(story);
        while (!end.IsCompleted)
        {
            if (!RunNext() && !ReleaseIdle()) throw new InvalidOperationException("The story waits for something that will not happen.");
        }

        end.GetAwaiter().GetResult();
        if (_left) throw new InvalidOperationException("Code ran outside of the queue's thread: the run cannot be repeated.");
    }

    /// <summary>Runs what is queued and what that leads to.</summary>
    public void RunAll()
    {
        while (RunNext() || ReleaseIdle())
        {
        }
    }

    /// <inheritdoc/>
    Task ITestWorkQueue.IdleAsync()
    {
        lock (_gate)
        {
            if (_items.Count == 0) return Task.CompletedTask;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private bool RunNext()
    {
        IThreadPoolWorkItem item;
        lock (_gate)
        {
            if (_items.Count == 0) return false;

            var index = _random.Next(_items.Count);
            item = _items[index];
            _items.RemoveAt(index);
        }

        Executed++;
        _trace?.Write($"{Executed} {item}\n");
        if (_at is { } at && at.Item == Executed)
        {
            _at = null;
            at.Action();
        }

        item.Execute();
        return true;
    }

    private bool ReleaseIdle()
    {
        var idle = _idle;
        _idle = null;
        return idle?.TrySetResult() ?? false;
    }
}
