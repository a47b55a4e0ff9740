using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKit;

/// <summary>What sends the calls to LiveKit: plain HTTP, or where it is asked for an SDK. Each build compiles one of the files that say which.</summary>
internal static partial class LiveKitAdapter
{
    public delegate ILiveKitSender Make(HttpClient http);
}
