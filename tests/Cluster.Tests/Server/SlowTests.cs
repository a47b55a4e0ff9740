namespace MindBot.Cluster.Tests.Server;

internal static class SlowTests
{
    private const string Setting = "MINDBOT_SLOW_TESTS";

    /// <summary>Each takes a minute or so; the two that tell the most run always.</summary>
    public static void SkipUnlessWanted() => Skip.If(Environment.GetEnvironmentVariable(Setting) != "1", $"{Setting}=1 runs it.");
}
