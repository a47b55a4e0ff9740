using System.Collections.Immutable;

namespace MindBot.Grains.Payments;

/// <summary>
/// Events of the payment provider that could not be handled for a reason of their own; key: the provider's name. What is kept here holds up no other
/// event: it is tried again by itself a few times, then set aside until an operator has it tried.
/// </summary>
[Alias("mindbot.IFailedEventsGrain")]
public interface IFailedEventsGrain : IGrainWithStringKey
{
    /// <summary>After so many tries an event is set aside.</summary>
    const int MostTries = 5;

    /// <summary>When so many have failed, something is wrong with more than single events.</summary>
    const int MostEvents = 500;

    /// <summary>An event was tried and failed; counts its tries. Durable when it answers. Null when there is no room for another event.</summary>
    [Alias("Failed")]
    Task<FailedEvent?> Failed(string eventId, string type, DateTimeOffset createdAt, string reason);

    /// <summary>It was handled, or is given up.</summary>
    [Alias("Remove")]
    Task Remove(string eventId);

    /// <summary>The one that failed last comes first.</summary>
    [Alias("Read")]
    Task<ImmutableArray<FailedEvent>> Read();
}

/// <param name="CreatedAt">When it happened at the provider.</param>
/// <param name="Reason">Why the last try failed, for operators.</param>
[GenerateSerializer, Immutable, Alias("mindbot.FailedEvent")]
public sealed record FailedEvent(
    [property: Id(0)] string EventId, [property: Id(1)] string Type, [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateTimeOffset FirstTriedAt, [property: Id(4)] DateTimeOffset LastTriedAt, [property: Id(5)] int Tries,
    [property: Id(6)] string Reason)
{
    public bool IsSetAside => Tries >= IFailedEventsGrain.MostTries;
}
