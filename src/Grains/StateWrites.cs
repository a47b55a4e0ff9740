using Orleans.Runtime;

namespace MindBot.Grains;

internal static class StateWrites
{
    /// <summary>
    /// Makes <paramref name="next"/> the state once it is durable. When the write fails, its outcome may be unknown: memory then follows what is
    /// stored, or stays with what was there before if that cannot be read either.
    /// </summary>
    public static async Task Store<T>(this IPersistentState<T> state, T next)
    {
        var former = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = former;
            await state.TryReread();
            throw;
        }
    }

    /// <summary>Deletes the stored state, if there is one. When that fails, its outcome may be unknown, as with <see cref="Store"/>.</summary>
    public static async Task Forget<T>(this IPersistentState<T> state)
    {
        if (!state.RecordExists) return;
        try
        {
            await state.ClearStateAsync();
        }
        catch
        {
            await state.TryReread();
            throw;
        }
    }

    /// <summary>Answers whether memory and storage agree again.</summary>
    public static async Task<bool> TryReread<T>(this IPersistentState<T> state)
    {
        try
        {
            await state.ReadStateAsync();
            return true;
        }
        catch (OrleansException)
        {
            return false;
        }
    }
}
