namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>
/// Spares a LiveKit that is down, and those who would wait for it: after <see cref="FailuresToOpen"/> failed calls in a row all others fail
/// at once, but for one each <see cref="OpenPeriod"/> that tries whether LiveKit is back. Safe for use by several threads.
/// </summary>
internal sealed class LiveKitCircuit(TimeProvider time)
{
    public const int FailuresToOpen = 5;

    public static readonly TimeSpan OpenPeriod = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset nextTry;

    /// <summary>Whether a call would fail at once.</summary>
    public bool IsOpen
    {
        get { lock (gate) return failures >= FailuresToOpen && time.GetUtcNow() < nextTry; }
    }

    /// <summary>Whether this call may be made. If so, its outcome is to be told, unless its caller gave up.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (IsOpen) return false;
            if (failures >= FailuresToOpen) nextTry = time.GetUtcNow() + OpenPeriod;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (gate) failures = 0;
    }

    public void Failed()
    {
        lock (gate)
        {
            failures = Math.Min(failures + 1, FailuresToOpen);
            nextTry = time.GetUtcNow() + OpenPeriod;
        }
    }
}
