namespace MindBot.Simulators.LiveKit.Webhooks;

/// <summary>A room's events on their way, one after the other. Only for use under the dispatcher's lock.</summary>
internal sealed class RoomQueue(string room)
{
    public string Room => room;
    public Queue<QueuedWebhook> Waiting { get; } = new();

    /// <summary>Whether the first one is being sent, or a timer is set for it.</summary>
    public bool IsBusy { get; set; }

    /// <summary>What the next event is to overtake.</summary>
    public WebhookEvent? Overtaken { get; set; }

    // A timer that nothing refers to may be collected before it fires.
    public ITimer? NextAttempt { get; set; }
    public ITimer? UntilNotOvertaken { get; set; }

    public bool IsIdle => !IsBusy && Overtaken is null;

    public void Dispose()
    {
        NextAttempt?.Dispose();
        UntilNotOvertaken?.Dispose();
    }
}

internal sealed class QueuedWebhook(WebhookEvent happened, DateTimeOffset queuedAt)
{
    public WebhookEvent Event => happened;
    public DateTimeOffset QueuedAt => queuedAt;
    public int Attempts { get; set; }

    /// <summary>Made at the first attempt, as LiveKit does.</summary>
    public string? Authorization { get; set; }
}
