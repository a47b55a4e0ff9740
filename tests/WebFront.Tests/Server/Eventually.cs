namespace MindBot.WebFront.Tests.Server;

/// <summary>Waits for what follows an answer: LiveKit's events, removals, ends.</summary>
public static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30), Step = TimeSpan.FromMilliseconds(20);

    public static Task Is(Func<bool> holds, string what) => Is(() => Task.FromResult(holds()), what);

    public static async Task Is(Func<Task<bool>> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Longest, $"Not in {Longest.TotalSeconds} s: {what}");
            await Task.Delay(Step);
        }
    }
}
