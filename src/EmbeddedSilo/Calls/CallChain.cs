using MindBot.EmbeddedSilo.Grains;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>The requests that wait for one another.</summary>
internal static class CallChain
{
    /// <summary>
    /// The chain in words, if <paramref name="call"/> would wait for a grain that, directly or through others, waits for it; null if not.
    /// A request that runs beside others does not block its grain, so it closes no circle; nor does one that has ended without awaiting what it called.
    /// </summary>
    public static string? CycleOf(GrainCall call, GrainCatalog catalog)
    {
        if (call.Cause is null || call.Interleaves) return null;

        for (var request = call.Cause; request is not null; request = request.Cause)
        {
            if (request.Target != call.Target || request.IsDone || request.Interleaves || (request.IsReadOnly && call.IsReadOnly)) continue;

            return catalog.Find(call.Target.Type) is { IsReentrant: true } ? null : Describe(call);
        }

        return null;
    }

    private static string Describe(GrainCall call)
    {
        var names = new List<string>();
        for (Message? request = call; request is not null; request = request.Cause) names.Add(request.ToString()!);
        names.Reverse();
        return string.Join(" -> ", names);
    }
}
