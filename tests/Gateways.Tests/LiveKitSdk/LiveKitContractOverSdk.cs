using MindBot.Gateways.Tests.LiveKit;
using MindBot.Gateways.Tests.Simulators;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.LiveKitSdk;

// The contract of all adapters of LiveKit, held to by Livekit.Server.Sdk.Dotnet.

public sealed class LiveKitRoomsTestsOverSdk() : LiveKitRoomsTests(LiveKitAdapterUnderTest.Sdk);

public sealed class LiveKitRoomsOutageTestsOverSdk() : LiveKitRoomsOutageTests(LiveKitAdapterUnderTest.Sdk);

public sealed class LiveKitAdapterTestsOverSdk() : LiveKitAdapterTests(LiveKitAdapterUnderTest.Sdk);
