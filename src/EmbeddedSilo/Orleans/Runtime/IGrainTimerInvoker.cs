namespace Orleans.Runtime;

/// <summary>What call filters see of a timer's tick. Its names are Orleans'.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    /// <summary>Runs the timer's callback.</summary>
    Task InvokeCallbackAsync();
}
