using System.Reflection;
using MindBot.EmbeddedSilo.Calls;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MindBot.EmbeddedSilo.Activations;

/// <summary>A timer's callback as a request of its activation. It starts a new chain of calls.</summary>
internal sealed class TimerTick(GrainTimer timer, Activation activation) : Message(activation.GrainId, cause: null), IInvokable, IGrainTimerInvoker
{
    private static readonly MethodInfo Method = typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!;

    public override bool Interleaves => timer.Interleaves;

    public override bool KeepsAlive => timer.KeepsAlive;

    public override bool IsLocal => true;

    public override string ToString() => $"{Target}.(timer)";

    public override void Fail(Exception exception) => IsDone = true;

    Task IGrainTimerInvoker.InvokeCallbackAsync() => timer.RunAsync();

    object IInvokable.GetTarget() => this;

    async ValueTask<Response> IInvokable.Invoke()
    {
        try
        {
            await timer.RunAsync();
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    int IInvokable.GetArgumentCount() => 0;

    object IInvokable.GetArgument(int index) => throw HasNone();

    void IInvokable.SetArgument(int index, object value) => throw HasNone();

    string IInvokable.GetMethodName() => Method.Name;

    string IInvokable.GetInterfaceName() => nameof(IGrainTimerInvoker);

    string IInvokable.GetActivityName() => $"{nameof(IGrainTimerInvoker)}/{Method.Name}";

    MethodInfo IInvokable.GetMethod() => Method;

    Type IInvokable.GetInterfaceType() => typeof(IGrainTimerInvoker);

    protected override async Task RunAsync()
    {
        try
        {
            if (Activation.IsFiltered) await new FilteredCall(this, typeof(IGrainTimerInvoker), Target, Activation).RunAsync();
            else await timer.RunAsync();
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

    private static InvalidOperationException HasNone() => new("A timer's tick has no arguments.");
}
