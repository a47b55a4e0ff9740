using System.Collections.Immutable;

namespace MindBot.Grains.VoiceSessions;

[GenerateSerializer, Alias("mindbot.SessionWatchState")]
public sealed record SessionWatchState
{
    /// <summary>The keys of the sessions, each with its room.</summary>
    [Id(1)] public ImmutableDictionary<string, string> Rooms { get; init; } = ImmutableDictionary<string, string>.Empty;
}
