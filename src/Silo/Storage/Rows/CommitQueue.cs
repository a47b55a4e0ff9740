namespace MindBot.Silo.Storage;

/// <summary>
/// Collects writes from any thread and hands them to the one committing thread in batches: in order of arrival, no key twice
/// in a batch, so that each write of a row is judged against the committed result of the one before it.
/// </summary>
internal sealed class CommitQueue(int maxBatchRows, int maxBatchBytes)
{
    private readonly object gate = new();
    private readonly List<RowWrite> backlog = [];
    private readonly HashSet<RowKey> keysInBatch = [];
    private List<RowWrite> arrived = [];
    private List<RowWrite> taken = [];
    private bool closed;

    /// <summary>False when the queue is closed.</summary>
    public bool TryAdd(RowWrite write)
    {
        lock (gate)
        {
            if (closed)
                return false;
            arrived.Add(write);
            if (arrived.Count == 1)
                Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>No more writes come in; those already queued can still be taken.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Fills <paramref name="batch"/>, waiting for a first write; false when the queue is closed and empty.</summary>
    public bool TakeBatch(List<RowWrite> batch)
    {
        lock (gate)
        {
            while (arrived.Count == 0 && backlog.Count == 0)
            {
                if (closed)
                    return false;
                Monitor.Wait(gate);
            }
            (arrived, taken) = (taken, arrived);
        }
        backlog.AddRange(taken);
        taken.Clear();
        Select(batch);
        return true;
    }

    private void Select(List<RowWrite> batch)
    {
        keysInBatch.Clear();
        batch.Clear();
        var bytes = 0L;
        var isFull = false;
        var left = 0;
        for (var i = 0; i < backlog.Count; i++)
        {
            var write = backlog[i];
            isFull |= batch.Count == maxBatchRows || (batch.Count > 0 && bytes + write.Payload.Length > maxBatchBytes);
            if (!isFull && keysInBatch.Add(write.Key))
            {
                batch.Add(write);
                bytes += write.Payload.Length;
            }
            else
            {
                backlog[left++] = write;
            }
        }
        backlog.RemoveRange(left, backlog.Count - left);
    }
}
