using System.Diagnostics;

namespace MindBot.Tests.Server;

/// <summary>The stopwatch beside which a client talks: no server's clock, and no wall clock.</summary>
internal static class ClientClock
{
    private static readonly long Origin = Stopwatch.GetTimestamp();

    public static TimeSpan Now => Stopwatch.GetElapsedTime(Origin);
}
