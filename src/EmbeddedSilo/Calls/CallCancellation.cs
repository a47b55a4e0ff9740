using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>
/// What a call with a <see cref="CancellationToken"/> adds to one without. As in Orleans, a caller that cancels goes on at once; a request that waits
/// never starts, and one that runs learns of it in a turn of its own, by a token of its own.
/// </summary>
internal sealed class CallCancellation(GrainCall call, CancellationToken callersToken)
{
    private readonly CancellationTokenSource _grainsSource = new();
    private CancellationTokenRegistration _registration;

    /// <summary>The token that the grain gets.</summary>
    public CancellationToken GrainsToken => _grainsSource.Token;

    /// <summary>What the caller gets if it cancelled before it called; otherwise null.</summary>
    public OperationCanceledException? Refusal => callersToken.IsCancellationRequested ? new(callersToken) : null;

    /// <summary>From here on the caller's cancellation answers the call.</summary>
    public void Subscribe() =>
        _registration = callersToken.UnsafeRegister(static self => ((CallCancellation)self!).Cancel(), this);

    /// <summary>The call is answered. May be called inside of <see cref="Cancel"/>, so it must not wait for it.</summary>
    public void Unsubscribe() => _registration.Unregister();

    /// <summary>Tells the grain. Runs in a turn of the activation that the call was sent to.</summary>
    public void TellGrain() => _grainsSource.Cancel();

    private void Cancel()
    {
        call.AnswerWith(new OperationCanceledException(callersToken));
        call.PostToTarget(this);
    }
}
