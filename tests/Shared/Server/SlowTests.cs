namespace MindBot.Tests.Server;

/// <summary>Tests that take a minute or so, and run only when they are asked for.</summary>
internal static class SlowTests
{
    private const string Setting = "MINDBOT_SLOW_TESTS";

    public static void SkipUnlessWanted() => Skip.If(Environment.GetEnvironmentVariable(Setting) != "1", $"{Setting}=1 runs it.");
}
