namespace MindBot.Simulators.LiveKit;

/// <summary>LiveKit's DisconnectReason, as far as the simulator uses it.</summary>
public enum LiveKitDisconnectReason
{
    UnknownReason,

    /// <summary>The client left.</summary>
    ClientInitiated,

    /// <summary>The same identity joined again.</summary>
    DuplicateIdentity,

    /// <summary>The server restarted. No event tells of it.</summary>
    ServerShutdown,

    /// <summary>RemoveParticipant was called.</summary>
    ParticipantRemoved,

    /// <summary>DeleteRoom was called.</summary>
    RoomDeleted,

    /// <summary>The media never came up.</summary>
    JoinFailure,

    /// <summary>All people had left; only an agent sees it.</summary>
    RoomClosed,

    /// <summary>The connection was lost.</summary>
    ConnectionTimeout,
}
