using System.Collections.Immutable;

namespace MindBot.Grains.Idempotency;

[GenerateSerializer, Alias("mindbot.IdempotencyState")]
public sealed record IdempotencyState
{
    [Id(0)] public ImmutableDictionary<string, KeptAnswer> Answers { get; init; } = ImmutableDictionary<string, KeptAnswer>.Empty;
}

[GenerateSerializer, Immutable, Alias("mindbot.KeptAnswer")]
public sealed record KeptAnswer(
    [property: Id(0)] string BodyHash, [property: Id(1)] StoredAnswer Answer, [property: Id(2)] DateTimeOffset At);
