namespace MindBot.Grains.Metering;

/// <summary>A stretch of time, half-open; <paramref name="To"/> null: it is still going on.</summary>
public readonly record struct Span(DateTimeOffset From, DateTimeOffset? To)
{
    internal DateTimeOffset End => To ?? DateTimeOffset.MaxValue;

    internal bool IsEmpty => End <= From;

    /// <summary>The part that is neither before <paramref name="notBefore"/> nor from <paramref name="notAfter"/> on; may be empty.</summary>
    internal Span Clip(DateTimeOffset notBefore, DateTimeOffset? notAfter) => new(
        Instants.Later(From, notBefore),
        notAfter is { } last ? Instants.Earlier(End, last) : To);
}
