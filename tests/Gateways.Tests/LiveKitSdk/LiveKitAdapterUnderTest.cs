using MindBot.Gateways.LiveKitSdk;
using MindBot.Gateways.Tests.LiveKitSdk;

namespace MindBot.Gateways.Tests.Support;

public sealed partial class LiveKitAdapterUnderTest
{
    /// <summary>Twirp with protobuf, by Livekit.Server.Sdk.Dotnet.</summary>
    public static LiveKitAdapterUnderTest Sdk { get; } = new(http => new LiveKitSdkSender(http), scripted => new ProtobufAsJson(scripted));
}
