using MindBot.EmbeddedSilo.Hosting;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>A call of a grain's method. ProxyBuilder emits a class per method, with a field per argument.</summary>
internal abstract partial class GrainCall(GrainReference target, GrainMethod method)
    : Message(target.GrainId, method.IsOneWay ? null : Current)
{
    public GrainMethod Method => method;

    public override bool Interleaves => method.AlwaysInterleaves;

    public override bool IsReadOnly => method.IsReadOnly;

    /// <summary>The neighbours among the calls that wait for an answer; guarded by <see cref="CallTimeouts"/>.</summary>
    internal GrainCall? EarlierCall { get; set; }

    /// <inheritdoc cref="EarlierCall"/>
    internal GrainCall? LaterCall { get; set; }

    /// <summary>The silo's timestamp when the call was sent.</summary>
    internal long SentAt { get; set; }

    /// <summary>The list that this call waits in; null when nobody waits for it.</summary>
    internal CallTimeouts? Timeouts { get; set; }

    /// <summary>Null if the method takes no token.</summary>
    internal CallCancellation? Cancellation { get; private set; }

    protected Silo Silo { get; } = target.Silo;

    /// <summary>Answers the caller with an exception; the request itself may still be waiting or running.</summary>
    public abstract void AnswerWith(Exception exception);

    public override string ToString() => $"{Target}.{Method.Name}";

    /// <summary>Has the activation of the target, if there is one, run something after all that was sent to it before.</summary>
    internal void PostToTarget(object turn) => Silo.Find(Target)?.Post(turn);

    /// <summary>What the grain gets in place of the token that its caller passed. Emitted constructors call this.</summary>
    internal CancellationToken TokenForGrain(CancellationToken callersToken)
    {
        Cancellation = new CallCancellation(this, callersToken);
        return Cancellation.GrainsToken;
    }

    /// <summary>The caller is about to be answered: nobody else has to answer it any more.</summary>
    protected void Settle()
    {
        Timeouts?.Remove(this);
        Cancellation?.Unsubscribe();
    }
}

/// <summary>A call that is answered with a <typeparamref name="TResult"/>.</summary>
internal abstract class GrainCall<TResult>(GrainReference target, GrainMethod method) : GrainCall(target, method)
{
    // The caller goes on in its own turn, never inside the turn of the grain that answers.
    private readonly TaskCompletionSource<TResult>? _answer =
        method.IsOneWay ? null : new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Answer => _answer!.Task;

    public override bool IsExpired => _answer is { Task.IsCompleted: true };

    public override void AnswerWith(Exception exception)
    {
        Settle();
        _answer?.TrySetException(exception);
    }

    public override void Fail(Exception exception)
    {
        IsDone = true;
        if (_answer is null) Silo.Log.OneWayCallFailed(exception, this);
        AnswerWith(exception);
    }

    protected abstract ValueTask<TResult> InvokeAsync(object grain);

    protected override async ValueTask<Response> RespondAsync()
    {
        try
        {
            var result = await InvokeAsync(Activation.GrainInstance!);
            return result is Nothing ? Response.Completed : Response.FromResult(result);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    protected override async Task RunAsync()
    {
        try
        {
            var result = await (Activation.IsFiltered ? InvokeFilteredAsync() : InvokeAsync(Activation.GrainInstance!));
            IsDone = true;
            Settle();
            _answer?.TrySetResult(result);
        }
        catch (Exception exception)
        {
            Activation.OnUnhandled(exception);
            Fail(exception);
        }
        finally
        {
            Activation.Finish(this);
        }
    }

    private async ValueTask<TResult> InvokeFilteredAsync()
    {
        var response = await new FilteredCall(this, Method.GrainInterface, Sender?.Target, Activation).RunAsync();
        return response.Result switch
        {
            TResult result => result,
            null => default!,

            // What a filter sets on a call without a result reaches nobody.
            _ when typeof(TResult) == typeof(Nothing) => default!,
            var other => throw new InvalidCastException($"A call filter answered {this} with a {other.GetType()} in place of a {typeof(TResult)}."),
        };
    }
}
