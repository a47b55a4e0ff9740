using MindBot.EmbeddedSilo.Calls;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Activations;

/// <summary>The activation or deactivation of a grain, as a request of its own: calls that it makes have the grain in their chain.</summary>
internal sealed class LifecycleStep(GrainId target, Message? cause, Func<Task> step) : Message(target, cause)
{
    public override bool IsLocal => true;

    public override string ToString() => $"{Target}.(activation)";

    public override void Fail(Exception exception) => IsDone = true;

    protected override async Task RunAsync()
    {
        await step();
        IsDone = true;
    }
}
