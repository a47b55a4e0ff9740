namespace MindBot.Parity.Tests;

internal static class Expect
{
    /// <summary>Fails with all of <paramref name="breaches"/> in full.</summary>
    public static void None<T>(IEnumerable<T> breaches, string rule)
    {
        var list = breaches.ToList();
        Assert.True(list.Count == 0, $"{rule}\n{string.Join("\n", list)}");
    }
}
