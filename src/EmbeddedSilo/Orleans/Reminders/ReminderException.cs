namespace Orleans.Runtime;

/// <summary>A reminder operation failed.</summary>
[Serializable]
[GenerateSerializer]
public sealed class ReminderException : OrleansException
{
    /// <summary>With a message.</summary>
    public ReminderException(string message)
        : base(message)
    {
    }
}
