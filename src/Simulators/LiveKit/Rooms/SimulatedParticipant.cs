namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>Somebody in a room, with the connection, if it is not an agent, and the timer that ends a lost one.</summary>
internal sealed class SimulatedParticipant(LiveKitParticipant info) : IDisposable
{
    private ITimer? untilNoticed;

    public LiveKitParticipant Info { get; set; } = info;
    public LiveKitConnection? Connection { get; init; }

    /// <summary>Whether the media has ever been up, so that others have seen it.</summary>
    public bool HasBeenActive { get; private set; }

    public void Activate()
    {
        Info = Info with { State = LiveKitParticipantState.Active };
        HasBeenActive = true;
    }

    /// <summary>Takes the timer that ends the connection; the first one counts.</summary>
    public void NoticeLoss(ITimer timer)
    {
        if (untilNoticed is null) untilNoticed = timer;
        else timer.Dispose();
    }

    public void Dispose() => untilNoticed?.Dispose();
}
