using Microsoft.Extensions.Logging;
using MindBot.EmbeddedSilo.Activations;
using MindBot.EmbeddedSilo.Calls;
using Orleans;

namespace MindBot.EmbeddedSilo.Hosting;

/// <summary>What the silo logs.</summary>
internal sealed partial class SiloLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Warning, "One-way call {Call} failed")]
    public partial void OneWayCallFailed(Exception exception, GrainCall call);

    [LoggerMessage(2, LogLevel.Error, "Activation of {Activation} failed")]
    public partial void ActivationFailed(Exception exception, Activation activation);

    [LoggerMessage(3, LogLevel.Error, "Deactivation of {Activation} failed")]
    public partial void DeactivationFailed(Exception exception, Activation activation);

    [LoggerMessage(4, LogLevel.Warning, "Deactivating {Activation}: its state is inconsistent with its storage")]
    public partial void InconsistentState(Exception exception, Activation activation);

    [LoggerMessage(5, LogLevel.Warning, "A timer callback of {Activation} failed")]
    public partial void TimerFailed(Exception exception, Activation activation);

    [LoggerMessage(6, LogLevel.Warning, "Stopped before {Count} activations were deactivated")]
    public partial void StoppedEarly(int count);

    [LoggerMessage(7, LogLevel.Warning, "Reminder {Reminder} failed")]
    public partial void ReminderFailed(Exception exception, ReminderEntry reminder);
}
