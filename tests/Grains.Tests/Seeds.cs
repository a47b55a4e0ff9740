using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests;

internal static class Seeds
{
    private const int OnOrleans = 3;

    /// <summary>
    /// Stories from 1 to <paramref name="count"/>. A silo of Orleans takes far longer to start than a process of a story lives: there a few of them show that the grains
    /// survive the same things.
    /// </summary>
    public static TheoryData<int> UpTo(int count) => [.. Enumerable.Range(1, Backend.IsOnOrleans ? OnOrleans : count)];
}
