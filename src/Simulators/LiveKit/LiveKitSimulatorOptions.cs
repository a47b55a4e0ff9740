namespace MindBot.Simulators.LiveKit;

/// <summary>How the simulated LiveKit server is set up. The defaults are <c>livekit-server --dev</c>'s.</summary>
public sealed class LiveKitSimulatorOptions
{
    public string ApiKey { get; init; } = "devkey";

    public string ApiSecret { get; init; } = "secret";

    /// <summary>Where events are posted. Null: nowhere. A function that answers null: not known yet, like a receiver that is not up.</summary>
    public Func<Uri?>? WebhookTarget { get; init; }

    /// <summary>Makes ids and coin tosses the same in every run with the same calls. Null: others in every run.</summary>
    public int? Seed { get; init; }

    /// <summary>Until a room that nobody has joined closes, where the room does not say.</summary>
    public TimeSpan EmptyTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Until a room that everybody has left closes, where the room does not say.</summary>
    public TimeSpan DepartureTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Until the server notices that a connection is lost, or that one's media never came up.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public int MaxRooms { get; init; } = 10_000;

    /// <summary>Of clients, in all rooms together.</summary>
    public int MaxConnections { get; init; } = 100_000;

    /// <summary>In a room that sets no limit of its own; agents count too.</summary>
    public int MaxParticipantsPerRoom { get; init; } = 1_000;
}
