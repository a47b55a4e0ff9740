using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>Sets of instants, written as spans that are sorted, disjoint, not touching and not empty.</summary>
internal static class SpanSets
{
    /// <summary>The set of all instants in any of the spans, whatever their order.</summary>
    public static ImmutableArray<Span> Union(IEnumerable<Span> spans)
    {
        var union = ImmutableArray.CreateBuilder<Span>();
        foreach (var span in spans.Where(span => !span.IsEmpty).OrderBy(span => span.From))
            if (union.Count > 0 && span.From <= union[^1].End)
                union[^1] = span.End > union[^1].End ? union[^1] with { To = span.To } : union[^1];
            else
                union.Add(span);
        return union.ToImmutable();
    }

    /// <summary>What of <paramref name="spans"/> is not in <paramref name="others"/>; both are sets.</summary>
    public static ImmutableArray<Span> Minus(ImmutableArray<Span> spans, ImmutableArray<Span> others)
    {
        var rest = ImmutableArray.CreateBuilder<Span>();
        foreach (var span in spans)
        {
            var left = span;
            foreach (var other in others)
            {
                if (other.End <= left.From) continue;
                if (other.From >= left.End) break;
                if (other.From > left.From) rest.Add(left with { To = other.From });
                left = left with { From = other.End };
                if (left.IsEmpty) break;
            }

            if (!left.IsEmpty) rest.Add(left);
        }

        return rest.ToImmutable();
    }

    /// <summary>What is in both sets.</summary>
    public static ImmutableArray<Span> Both(ImmutableArray<Span> spans, ImmutableArray<Span> others) => Minus(spans, Minus(spans, others));

    /// <summary>The first instant of one set that is not in the other; null when there is none.</summary>
    public static DateTimeOffset? FirstOutside(ImmutableArray<Span> spans, ImmutableArray<Span> others) =>
        Minus(spans, others) is [var first, ..] ? first.From : null;
}
