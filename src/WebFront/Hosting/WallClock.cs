namespace MindBot.WebFront.Hosting;

/// <summary>
/// The wall clock, for what others judge by theirs: the age of a webhook's signature, the validity of a LiveKit token. The process' own clock
/// meters time and never follows a step, so after one it may be far from what the rest of the world calls now.
/// </summary>
internal static class WallClock
{
    public const string Key = "wall";

    public static IServiceCollection AddWallClock(this IServiceCollection services) => services.AddKeyedSingleton(Key, TimeProvider.System);
}
