namespace MindBot.WebFront.Analytics;

/// <summary>
/// Splits a whole into percentages of one decimal that add up to exactly 100: each is rounded down, and the tenths that are left go to those that
/// lost most by that. Among equals the larger weight, then the earlier one, comes first.
/// </summary>
internal static class LargestRemainder
{
    private const int Tenths = 1000;

    /// <param name="weights">None is negative.</param>
    /// <returns>One percentage for each weight; all 0 when the weights are.</returns>
    public static IReadOnlyList<decimal> Percentages(IReadOnlyList<long> weights)
    {
        var whole = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        if (whole == 0) return [.. weights.Select(_ => 0m)];

        var tenths = weights.Select(weight => (int)(weight * (Int128)Tenths / whole)).ToArray();
        var losers = Enumerable.Range(0, weights.Count)
            .OrderByDescending(index => weights[index] * (Int128)Tenths % whole).ThenByDescending(index => weights[index]);
        foreach (var index in losers.Take(Tenths - tenths.Sum())) tenths[index]++;
        return [.. tenths.Select(count => count / 10m)];
    }
}
