using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.Payments;

/// <inheritdoc cref="IDisputeListGrain"/>
public sealed class DisputeListGrain(
    [PersistentState("disputeList", GrainStorageName.Default)] IPersistentState<DisputeListState> state) : Grain, IDisputeListGrain
{
    public Task Put(ListedDispute dispute)
    {
        var known = state.State.Disputes.FirstOrDefault(one => one.DisputeId == dispute.DisputeId);
        if (known is not null && known.Outcome == dispute.Outcome) return Task.CompletedTask;
        var all = known is null
            ? state.State.Disputes.Add(dispute)
            : state.State.Disputes.Replace(known, dispute with { At = known.At });
        return state.Store(new DisputeListState { Disputes = all.Length <= IDisputeListGrain.Kept ? all : all[^IDisputeListGrain.Kept..] });
    }

    public Task<ImmutableArray<ListedDispute>> Read(int limit) =>
        Task.FromResult<ImmutableArray<ListedDispute>>([.. state.State.Disputes.Reverse().Take(limit)]);
}

[GenerateSerializer, Alias("mindbot.DisputeListState")]
public sealed record DisputeListState
{
    /// <summary>Oldest first.</summary>
    [Id(0)] public ImmutableArray<ListedDispute> Disputes { get; init; } = [];
}
