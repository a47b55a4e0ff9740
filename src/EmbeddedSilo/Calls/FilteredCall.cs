using System.Reflection;
using System.Runtime.ExceptionServices;
using MindBot.EmbeddedSilo.Activations;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>A request on its way through the call filters: the silo's, then the grain's own, then the method.</summary>
/// <param name="request">The request.</param>
/// <param name="grainInterface">The interface through which the grain is called.</param>
/// <param name="sender">The grain that sent it, if one did.</param>
/// <param name="activation">The activation that runs it.</param>
internal sealed class FilteredCall(IInvokable request, Type grainInterface, GrainId? sender, Activation activation) : IIncomingGrainCallContext
{
    /// <summary>Who calls from outside of grains; in Orleans the key tells one process from another.</summary>
    private static readonly GrainId Outside = GrainId.Create("sys.client", "hosted");

    private readonly IIncomingGrainCallFilter[] _filters = activation.Silo.CallFilters;
    private int _stage;

    public IInvokable Request => request;

    public object Grain => activation.GrainInstance!;

    public GrainId? SourceId => sender ?? Outside;

    public GrainId TargetId => activation.GrainId;

    public IGrainContext TargetContext => activation;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(grainInterface.FullName!);

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = request.GetTarget()!.GetType().GetInterfaceMap(request.GetInterfaceType());
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, request.GetMethod())];
        }
    }

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response is { Exception: null } response ? response.Result : null;
        set => Response = Response.FromResult(value);
    }

    /// <summary>Runs it all. The answer is what the caller gets if it is not the exception that this throws.</summary>
    public async ValueTask<Response> RunAsync()
    {
        await Invoke();
        ThrowIfFailed();
        return Response!;
    }

    public async Task Invoke()
    {
        try
        {
            if (NextFilter() is { } filter) await PassAsync(filter);
            else await InvokeRequestAsync();
        }
        finally
        {
            // So that a filter may call again what comes after it.
            _stage--;
        }
    }

    /// <summary>Enters the next stage; null is the method.</summary>
    private IIncomingGrainCallFilter? NextFilter()
    {
        var stage = _stage++;
        if (stage < _filters.Length) return _filters[stage];

        if (stage == _filters.Length)
        {
            if (Grain is IIncomingGrainCallFilter own) return own;

            // As in Orleans, this stage is entered but not left again: a filter's repeated call skips as many of those that follow it.
            stage = _stage++;
        }

        return stage == _filters.Length + 1
            ? null
            : throw new InvalidOperationException($"{nameof(Invoke)} was called while the method was running.");
    }

    private async Task PassAsync(IIncomingGrainCallFilter filter)
    {
        await filter.Invoke(this);
        if (Response is null)
            throw new InvalidOperationException($"The call filter {filter.GetType()} of {request.GetActivityName()} neither went on nor set a result.");
    }

    private async Task InvokeRequestAsync()
    {
        Response = await request.Invoke();
        ThrowIfFailed();
    }

    private void ThrowIfFailed()
    {
        if (Response!.Exception is { } exception) ExceptionDispatchInfo.Throw(exception);
    }
}
