namespace Orleans;

/// <summary>
/// Runs around calls of grains, in their turns: around those of all grains if it is in the container, around those of one class if the class implements it.
/// Filters of the container come first, in the order in which they were registered, then the grain's own, then the method. Timers' and reminders' ticks
/// are calls as well.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>
    /// Runs around one call. It either calls <see cref="IGrainCallContext.Invoke"/> to go on, or sets a result without; if it does neither, the call fails
    /// with an <see cref="InvalidOperationException"/>. An exception that leaves it takes the place of the method's.
    /// </summary>
    Task Invoke(IIncomingGrainCallContext context);
}
