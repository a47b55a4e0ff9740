namespace MindBot.Grains.Idempotency;

/// <summary>
/// Remembers the answers to a user's requests that carried an <c>Idempotency-Key</c>, for 24 h; key: <c>{user id}/{bucket}</c>, a bucket being
/// the first hex digit of the key's hash, which keeps each state small.
/// </summary>
[Alias("mindbot.IIdempotencyGrain")]
public interface IIdempotencyGrain : IGrainWithStringKey
{
    const string Buckets = "0123456789abcdef";

    static string KeyOf(string userId, char bucket) => $"{userId}/{bucket}";

    /// <summary>
    /// Asks to perform a request. <paramref name="key"/> names route and idempotency key, <paramref name="bodyHash"/> the request's content.
    /// What may be performed is durable when it answers, so that all attempts are the same operation until the key is free again: 24 h after the answer,
    /// or after the first attempt when none came to an answer.
    /// </summary>
    [Alias("Begin")]
    Task<IdempotencyTicket> Begin(string key, string bodyHash);

    /// <summary>Stores the answer. It is replayed from now on.</summary>
    [Alias("Complete")]
    Task Complete(string key, string bodyHash, StoredAnswer answer);

    /// <summary>The request came to no answer that may be kept (5xx); the next attempt may perform it.</summary>
    [Alias("Abandon")]
    Task Abandon(string key);

    /// <summary>The account is deleted: forgets all requests and answers.</summary>
    [Alias("Forget")]
    Task Forget();
}

[GenerateSerializer, Alias("mindbot.IdempotencyOutcome")]
public enum IdempotencyOutcome
{
    /// <summary>Perform it, then complete or abandon it.</summary>
    Proceed = 0,

    /// <summary>It was performed: here is the answer.</summary>
    Replay = 1,

    /// <summary>The key was used for something else.</summary>
    Mismatch = 2,

    /// <summary>Another request is performing it: ask again soon.</summary>
    InProgress = 3,

    /// <summary>More keys in 24 h than are remembered.</summary>
    TooMany = 4,
}

/// <param name="FirstAt">When the operation that is to be performed was asked for first; with the key it names the operation.</param>
[GenerateSerializer, Immutable, Alias("mindbot.IdempotencyTicket")]
public sealed record IdempotencyTicket(
    [property: Id(0)] IdempotencyOutcome Outcome, [property: Id(1)] StoredAnswer? Answer, [property: Id(2)] DateTimeOffset? FirstAt = null);

[GenerateSerializer, Immutable, Alias("mindbot.StoredAnswer")]
public sealed record StoredAnswer([property: Id(0)] int Status, [property: Id(1)] string? ContentType, [property: Id(2)] string Body);
