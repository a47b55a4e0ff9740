using MindBot.Gateways.Tests.Simulators;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.LiveKit;

// The contract of all adapters of LiveKit, held to by JSON without an SDK.

public sealed class LiveKitRoomsTestsOverHttp() : LiveKitRoomsTests(LiveKitAdapterUnderTest.Http);

public sealed class LiveKitRoomsOutageTestsOverHttp() : LiveKitRoomsOutageTests(LiveKitAdapterUnderTest.Http);

public sealed class LiveKitAdapterTestsOverHttp() : LiveKitAdapterTests(LiveKitAdapterUnderTest.Http);
