using System.Net;
using System.Text.Json;
using MindBot.EmbeddedSilo.Testing;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>A simulated LiveKit on a clock that stands still, with a receiver that notes what comes and when.</summary>
public sealed class LiveKitWorld : ILiveKitWebhookSender, IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly List<(double AtSeconds, LiveKitDelivery Delivery)> deliveries = [];

    public LiveKitWorld(LiveKitSimulatorOptions? options = null) =>
        LiveKit = new LiveKitSimulator(options ?? new LiveKitSimulatorOptions { Seed = 1 }, Clock, this);

    public VirtualClock Clock { get; } = new(Start);
    public LiveKitSimulator LiveKit { get; }
    public LiveKitFaults Faults => LiveKit.Faults;
    public IVoiceRooms Rooms => LiveKit.AsVoiceRooms();

    /// <summary>The receiver's answer; null: none.</summary>
    public Func<LiveKitDelivery, HttpStatusCode?> Receiver { get; set; } = _ => HttpStatusCode.OK;

    /// <summary>Attempts so far.</summary>
    public IReadOnlyList<(double AtSeconds, LiveKitDelivery Delivery)> Deliveries => deliveries;

    /// <summary>When attempts were made, in seconds since the start.</summary>
    public double[] Times => [.. deliveries.Select(delivery => delivery.AtSeconds)];

    /// <summary>What was received, as <c>type identity</c>.</summary>
    public string[] Events => [.. deliveries.Select(entry => Line(entry.Delivery))];

    public void Send(LiveKitDelivery delivery, Action<HttpStatusCode?> done)
    {
        deliveries.Add(((Clock.GetUtcNow() - Start).TotalSeconds, delivery));
        done(Receiver(delivery));
    }

    public string Token(string identity, string room, RoomConfiguration? config = null) =>
        new LiveKitAccessToken(identity, VideoGrant.Join(room)) { RoomConfig = config, Id = "t" }.Sign(new LiveKitOptions(), Clock.GetUtcNow());

    public LiveKitConnection Join(string identity, string room = "r1") => LiveKit.Join(Token(identity, room));

    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>What comes at once, from here on.</summary>
    public string[] NewEvents()
    {
        deliveries.Clear();
        Pass(0);
        return Events;
    }

    public static JsonElement Json(LiveKitDelivery delivery) => JsonDocument.Parse(delivery.Body).RootElement;

    public void Dispose() => LiveKit.Dispose();

    private static string Line(LiveKitDelivery delivery)
    {
        var participant = Json(delivery).TryGetProperty("participant", out var found) ? found.GetProperty("identity").GetString() : "";
        return $"{delivery.Type} {participant}".TrimEnd();
    }
}
