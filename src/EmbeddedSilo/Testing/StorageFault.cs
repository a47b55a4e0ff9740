namespace MindBot.EmbeddedSilo.Testing;

/// <summary>How a write fails.</summary>
public enum StorageFault
{
    /// <summary>Nothing is stored.</summary>
    BeforeWrite,

    /// <summary>The state is stored, but the writer is told that it failed.</summary>
    AfterWrite,
}
