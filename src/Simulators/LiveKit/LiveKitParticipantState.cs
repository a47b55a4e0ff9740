namespace MindBot.Simulators.LiveKit;

/// <summary>LiveKit's ParticipantInfo.State.</summary>
public enum LiveKitParticipantState
{
    /// <summary>Connected, no media yet.</summary>
    Joining,
    Joined,

    /// <summary>The media is up.</summary>
    Active,
    Disconnected,
}
