using Orleans.Runtime;

namespace MindBot.Grains;

internal static class StateWrites
{
    /// <summary>Makes <paramref name="next"/> the state once it is durable. When the write fails, memory stays with what was there before.</summary>
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
            throw;
        }
    }
}
