namespace Orleans.Runtime;

/// <summary>A timer of an activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>
    /// Restarts the timer. <see cref="Timeout.InfiniteTimeSpan"/> as <paramref name="dueTime"/> stops it, as <paramref name="period"/> makes it
    /// fire once. During the callback it takes effect when the callback ends.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is below -1 ms or above 4,294,967,294 ms.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
