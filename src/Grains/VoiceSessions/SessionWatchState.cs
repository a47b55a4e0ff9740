using System.Collections.Immutable;

namespace MindBot.Grains.VoiceSessions;

[GenerateSerializer, Alias("mindbot.SessionWatchState")]
public sealed record SessionWatchState
{
    [Id(0)] public ImmutableHashSet<string> Sessions { get; init; } = ImmutableHashSet<string>.Empty;
}
