using MindBot.EmbeddedSilo.Calls;
using MindBot.EmbeddedSilo.Hosting;

namespace Orleans.Runtime;

/// <summary>A reference to a grain. Those that <see cref="IGrainFactory"/> makes also implement the grain's interface.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(Silo silo, GrainId grainId)
    {
        Silo = silo;
        GrainId = grainId;
    }

    /// <summary>The grain's id.</summary>
    public GrainId GrainId { get; }

    internal Silo Silo { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}";

    /// <summary>Whether both refer to the same grain.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Whether they refer to different grains.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    // What the emitted methods call, one for each kind of return type.
    internal Task<TResult> CallTask<TResult>(TaskCall<TResult> call) => Send(call);

    internal Task CallTask(TaskCall call) => Send(call);

    internal ValueTask<TResult> CallValueTask<TResult>(ValueTaskCall<TResult> call) => new(Send(call));

    internal ValueTask CallValueTask(ValueTaskCall call) => new(Send(call));

    private Task<TResult> Send<TResult>(GrainCall<TResult> call)
    {
        Silo.Send(call);
        return call.Method.IsOneWay ? Task.FromResult(default(TResult)!) : call.Answer;
    }
}
