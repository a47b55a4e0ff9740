namespace MindBot.EmbeddedSilo.Scheduling;

/// <summary>
/// Runs one turn at a time, in the order in which turns were posted. Tasks that are started on it resume on it after an <c>await</c>,
/// so code between two awaits never runs beside other code of the same scheduler.
/// </summary>
internal abstract class TurnScheduler(IWorkQueue work) : TaskScheduler, IThreadPoolWorkItem
{
    // Also the lock: it guards the queue and _scheduled, and is never held while a turn runs.
    private readonly Queue<object> _turns = new();
    private bool _scheduled;
    private int _runningThread;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether nothing is to run here any more, as after a crash of the process.</summary>
    protected abstract bool IsDead { get; }

    public void Execute()
    {
        // An await prefers the thread's synchronization context, if it has one, to the scheduler, and would leave the turn.
        var context = SynchronizationContext.Current;
        if (context is not null) SynchronizationContext.SetSynchronizationContext(null);
        ExecuteTurns();
        if (context is not null) SynchronizationContext.SetSynchronizationContext(context);
    }

    /// <summary>Appends a turn: a task of this scheduler, or anything that <see cref="Run"/> understands.</summary>
    internal void Post(object turn)
    {
        lock (_turns)
        {
            _turns.Enqueue(turn);
            if (_scheduled) return;
            _scheduled = true;
        }

        work.Enqueue(this);
    }

    /// <summary>Runs a turn that is not a task.</summary>
    protected abstract void Run(object turn);

    protected override void QueueTask(Task task) => Post(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && _runningThread == Environment.CurrentManagedThreadId && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_turns) return [.. _turns.OfType<Task>()];
    }

    private void ExecuteTurns()
    {
        _runningThread = Environment.CurrentManagedThreadId;
        for (var left = work.TurnsPerItem; left > 0; left--)
        {
            if (!TryTake(out var turn)) return;

            if (turn is Task task) TryExecuteTask(task);
            else Run(turn);
        }

        _runningThread = 0;
        work.Enqueue(this);
    }

    private bool TryTake(out object turn)
    {
        lock (_turns)
        {
            if (IsDead) _turns.Clear();
            if (_turns.TryDequeue(out turn!)) return true;

            _runningThread = 0;
            _scheduled = false;
            return false;
        }
    }
}
