namespace Orleans.Runtime;

/// <summary>Which state, in which storage.</summary>
public interface IPersistentStateConfiguration
{
    /// <summary>The state's name, unique in its grain class.</summary>
    string StateName { get; }

    /// <summary>The storage's name; null is the default storage.</summary>
    string? StorageName { get; }
}
