using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MindBot.Grains.Metering;

internal static class ImmutableArrays
{
    public static int FindIndex<T>(this ImmutableArray<T> items, Func<T, bool> matches)
    {
        for (var i = 0; i < items.Length; i++)
            if (matches(items[i])) return i;
        return -1;
    }

    /// <summary>Without a copy: nobody may change <paramref name="items"/> any more.</summary>
    public static ImmutableArray<T> AsImmutable<T>(this T[] items) => ImmutableCollectionsMarshal.AsImmutableArray(items);
}
