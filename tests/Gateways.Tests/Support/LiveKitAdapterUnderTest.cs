using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.Tests.Support;

/// <summary>One of the adapters that all hold to the same contract. Only a build with the SDK has two.</summary>
public sealed partial class LiveKitAdapterUnderTest
{
    private LiveKitAdapterUnderTest(LiveKitAdapter.Make make, Func<HttpMessageHandler, HttpMessageHandler> asJson) => (Make, AsJson) = (make, asJson);

    /// <summary>Twirp with JSON, in every build.</summary>
    public static LiveKitAdapterUnderTest Http { get; } = new(http => new LiveKitHttpSender(http), scripted => scripted);

    internal LiveKitAdapter.Make Make { get; }

    /// <summary>Lets a scripted server talk JSON, whatever the adapter talks.</summary>
    internal Func<HttpMessageHandler, HttpMessageHandler> AsJson { get; }
}
