using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

internal static class ImmutableArrays
{
    public static int FindIndex<T>(this ImmutableArray<T> items, Func<T, bool> matches)
    {
        for (var i = 0; i < items.Length; i++)
            if (matches(items[i])) return i;
        return -1;
    }
}
