using System.Threading.Tasks.Sources;
using Microsoft.Extensions.ObjectPool;

namespace MindBot.Silo.Storage;

/// <summary>
/// One queued write and the promise of its outcome. Instances are pooled: a caller gets one <see cref="ValueTask{T}"/>,
/// awaits it exactly once, and the instance goes back to the pool as the outcome is taken.
/// </summary>
public sealed class RowWrite : IValueTaskSource<WriteOutcome>
{
    /// <summary>As <see cref="ExpectedEtag"/>: write whatever is stored.</summary>
    public const string AnyEtag = "*";

    private ObjectPool<RowWrite>? home;
    private ManualResetValueTaskSourceCore<WriteOutcome> promise = new() { RunContinuationsAsynchronously = true };
    private WriteOutcome? outcome;

    public RowKey Key { get; private set; }

    /// <summary>The etag that must be stored; null: there must be no row; <see cref="AnyEtag"/>: no check.</summary>
    public string? ExpectedEtag { get; private set; }

    /// <summary>The etag to store; null: the row is to be deleted.</summary>
    public string? NewEtag { get; private set; }

    public ReadOnlyMemory<byte> Payload { get; private set; }

    public bool IsClear => NewEtag is null;

    internal void Prepare(
        ObjectPool<RowWrite> pool, RowKey key, string? expectedEtag, string? newEtag, ReadOnlyMemory<byte> payload) =>
        (home, Key, ExpectedEtag, NewEtag, Payload, outcome) = (pool, key, expectedEtag, newEtag, payload, null);

    internal ValueTask<WriteOutcome> Outcome => new(this, promise.Version);

    /// <summary>Called by the dialect: the row is as this write wants it, once the transaction commits.</summary>
    public void Accept() => outcome = new WriteOutcome(IsConflict: false, NewEtag);

    /// <summary>Called by the dialect: another etag (or no row) was stored, so nothing was written.</summary>
    public void Refuse(string? storedEtag) => outcome = new WriteOutcome(IsConflict: true, storedEtag);

    /// <summary>
    /// Judges a row that the conditional statement did not touch. A stored etag equal to the new one means that an earlier attempt,
    /// whose outcome was unknown, had succeeded; a row to delete that is not there is as wanted.
    /// </summary>
    public void Judge(string? storedEtag)
    {
        if (storedEtag == NewEtag)
            Accept();
        else
            Refuse(storedEtag);
    }

    internal void Complete()
    {
        if (outcome is { } known)
            promise.SetResult(known);
        else
            Fail(new InvalidOperationException($"The dialect committed {Key} without an outcome."));
    }

    internal void Fail(Exception error) => promise.SetException(error);

    WriteOutcome IValueTaskSource<WriteOutcome>.GetResult(short token)
    {
        try
        {
            return promise.GetResult(token);
        }
        finally
        {
            promise.Reset();
            (Key, ExpectedEtag, NewEtag, Payload) = (default, null, null, default);
            home!.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<WriteOutcome>.GetStatus(short token) => promise.GetStatus(token);

    void IValueTaskSource<WriteOutcome>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        promise.OnCompleted(continuation, state, token, flags);
}
