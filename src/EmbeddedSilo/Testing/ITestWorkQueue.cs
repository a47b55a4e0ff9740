using MindBot.EmbeddedSilo.Scheduling;

namespace MindBot.EmbeddedSilo.Testing;

/// <summary>A work queue that knows when there is no work.</summary>
internal interface ITestWorkQueue : IWorkQueue
{
    /// <summary>Completes when nothing is queued or running but the caller.</summary>
    Task IdleAsync();
}
