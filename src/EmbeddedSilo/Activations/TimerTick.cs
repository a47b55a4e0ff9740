using MindBot.EmbeddedSilo.Calls;

namespace MindBot.EmbeddedSilo.Activations;

/// <summary>A timer's callback as a request of its activation. It starts a new chain of calls.</summary>
internal sealed class TimerTick(GrainTimer timer, Activation activation) : Message(activation.GrainId, cause: null)
{
    public override bool Interleaves => timer.Interleaves;

    public override bool KeepsAlive => timer.KeepsAlive;

    public override bool IsLocal => true;

    public override string ToString() => $"{Target}.(timer)";

    public override void Fail(Exception exception) => IsDone = true;

    protected override async Task RunAsync()
    {
        try
        {
            await timer.RunAsync();
        }
        catch (Exception exception)
        {
            Activation.OnUnhandled(exception);
            Activation.Silo.Log.TimerFailed(exception, Activation);
        }
        finally
        {
            IsDone = true;
            Activation.Finish(this);
        }
    }
}
