using System.Collections.Immutable;
using System.Globalization;
using MindBot.Grains.Personas;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Personas;

/// <summary>What all shards of the tally have, together: read once for everybody who asks within <see cref="Freshness"/>.</summary>
internal sealed class MergedTallies(IGrainFactory grains, TimeProvider time, ILogger<MergedTallies> log)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task<ImmutableDictionary<string, PersonaTally>>? reading;
    private long readAt;
    private ImmutableDictionary<string, PersonaTally>? last;

    /// <returns>By slug.</returns>
    public Task<ImmutableDictionary<string, PersonaTally>> Read()
    {
        lock (gate)
        {
            var isFresh = reading is { IsCompleted: false } || (reading is { IsCompletedSuccessfully: true } && time.GetElapsedTime(readAt) < Freshness);
            if (isFresh) return reading!;
            readAt = time.GetTimestamp();
            return reading = Merge();
        }
    }

    /// <remarks>In an outage what was read last is better than no persona at all.</remarks>
    private async Task<ImmutableDictionary<string, PersonaTally>> Merge()
    {
        try
        {
            var shards = await Task.WhenAll(Enumerable.Range(0, IPersonaTallyGrain.Shards)
                .Select(shard => grains.GetGrain<IPersonaTallyGrain>(shard.ToString(CultureInfo.InvariantCulture)).Read()));
            return last = shards.SelectMany(shard => shard).GroupBy(tally => tally.Key, tally => tally.Value)
                .ToImmutableDictionary(tallies => tallies.Key, tallies => tallies.Aggregate((a, b) => a + b));
        }
        catch (Exception outage) when (last is not null && ProblemExceptionHandler.IsOutage(outage))
        {
            log.LogWarning(outage, "The tallies of personas cannot be read; the last ones are shown");
            return last;
        }
    }
}
