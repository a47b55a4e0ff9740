using MindBot.Gateways.LiveKitSdk;

namespace MindBot.Gateways.LiveKit;

internal static partial class LiveKitAdapter
{
    public static Make OfThisBuild => http => new LiveKitSdkSender(http);
}
