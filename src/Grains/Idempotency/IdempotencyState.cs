using System.Collections.Immutable;

namespace MindBot.Grains.Idempotency;

[GenerateSerializer, Alias("mindbot.IdempotencyState")]
public sealed record IdempotencyState
{
    [Id(0)] public ImmutableDictionary<string, KeptAnswer> Answers { get; init; } = ImmutableDictionary<string, KeptAnswer>.Empty;

    /// <summary>What may have been performed and has no answer yet. The time of the first attempt is part of what the operation is called.</summary>
    [Id(1)] public ImmutableDictionary<string, BegunRequest> Begun { get; init; } = ImmutableDictionary<string, BegunRequest>.Empty;
}

[GenerateSerializer, Immutable, Alias("mindbot.BegunRequest")]
public sealed record BegunRequest([property: Id(0)] string BodyHash, [property: Id(1)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("mindbot.KeptAnswer")]
public sealed record KeptAnswer(
    [property: Id(0)] string BodyHash, [property: Id(1)] StoredAnswer Answer, [property: Id(2)] DateTimeOffset At);
