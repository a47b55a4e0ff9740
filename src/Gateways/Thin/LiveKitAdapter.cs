using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKit;

internal static partial class LiveKitAdapter
{
    public static Make OfThisBuild => http => new LiveKitHttpSender(http);
}
