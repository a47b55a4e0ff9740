using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MindBot.Metering.Tests.Properties;

/// <summary>
/// Runs a property over random stories; a story that breaks it is made shorter, and printed with the seed to replay it
/// (<c>Config.WithReplay</c>).
/// </summary>
internal static class Check
{
    public const int Stories = 10_000;

    /// <summary>How many times as many stories as usual, for a long hunt: <c>MINDBOT_STORIES_FACTOR=100 dotnet test tests/Metering.Tests</c>.</summary>
    private static readonly int Factor =
        int.Parse(Environment.GetEnvironmentVariable("MINDBOT_STORIES_FACTOR") ?? "1", CultureInfo.InvariantCulture);

    public static void Holds<T>(Gen<T> steps, int maxLength, Action<T[]> property, int tries = Stories)
    {
        var stories =
            from length in Gen.Choose(1, maxLength)
            from story in Gen.ArrayOf(steps, length)
            select story;
        var config = Config.QuickThrowOnFailure.WithMaxTest(tries * Factor).WithQuietOnSuccess(true);
        FsCheck.Check.One(config, Prop.ForAll(Arb.From(stories, Shorter), property));
    }

    private static IEnumerable<T[]> Shorter<T>(T[] story)
    {
        for (var half = story.Length / 2; half > 1; half /= 2) yield return story[..^half];
        for (var i = 0; i < story.Length; i++) yield return [.. story[..i], .. story[(i + 1)..]];
    }
}
