using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Filters that several scenarios use.</summary>
public static class CallFilters
{
    /// <summary>Notes when a call comes in and how it ends.</summary>
    public static CallFilter Noting(string name) => async (call, journal) =>
    {
        journal.Add($"{name} before {call.MethodName}");
        try
        {
            await call.Invoke();
            journal.Add($"{name} after: {call.Result ?? "nothing"}");
        }
        catch (Exception exception)
        {
            journal.Add($"{name} sees {exception.GetType().Name}");
            throw;
        }
    };

    /// <summary>A filter that only looks at the ticks of timers.</summary>
    public static CallFilter OfTicks(CallFilter filter) => (call, journal) =>
        call.MethodName == "InvokeCallbackAsync" ? filter(call, journal) : call.Invoke();

    /// <summary>Notes all that there is to know of a call.</summary>
    public static Task SeeingAsync(IIncomingGrainCallContext call, Journal journal)
    {
        journal.Add($"{call.SourceId?.Type} calls {call.TargetId}: {call.InterfaceType} {call.InterfaceName} {call.Request.GetActivityName()}");
        journal.Add($"{call.InterfaceMethod.Name} is {call.ImplementationMethod.Name} of a class {call.ImplementationMethod.DeclaringType!.IsClass}");
        var arguments = Enumerable.Range(0, call.Request.GetArgumentCount()).Select(call.Request.GetArgument);
        journal.Add($"arguments ({string.Join(", ", arguments)}), result {call.Result ?? "none"}");
        journal.Add($"the grain is the target {call.Grain == call.Request.GetTarget()}, the context's {call.Grain == call.TargetContext.GrainInstance}");
        return call.Invoke();
    }
}
