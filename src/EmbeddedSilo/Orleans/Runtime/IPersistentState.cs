using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A stored state of a grain, passed to its constructor and read before the grain is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
