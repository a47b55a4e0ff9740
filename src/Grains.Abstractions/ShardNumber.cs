using System.Globalization;

namespace MindBot.Grains;

/// <summary>Spreads keys evenly over the numbers from 0; the same key has the same number for ever.</summary>
public static class ShardNumber
{
    public static string Of(string key, int shards)
    {
        var hash = 2166136261u;
        foreach (var c in key) hash = unchecked((hash ^ c) * 16777619);
        return (hash % (uint)shards).ToString(CultureInfo.InvariantCulture);
    }
}
