using System.ComponentModel.DataAnnotations;

namespace MindBot.Grains.VoiceSessions;

/// <summary>The times by which sessions live. Defaults are the product's; tests shorten them.</summary>
public sealed class SessionOptions
{
    /// <summary>How often a live session vouches for the time so far; also the most that a crash can cost.</summary>
    [Range(1, 60)]
    public int CheckpointSeconds { get; set; } = 15;

    /// <summary>Without a sign of life for so long a client-driven session is paused.</summary>
    [Range(1, 1440)]
    public int UnattendedMinutes { get; set; } = 15;

    /// <summary>Until so long after that, a sign of life still makes the gap count.</summary>
    [Range(1, 1440)]
    public int UnattendedGapMinutes { get; set; } = 120;

    /// <summary>A pending session that nobody joins is cancelled after this.</summary>
    [Range(1, 60)]
    public int PendingMinutes { get; set; } = 5;

    /// <summary>The limit of a session whose terms name none.</summary>
    [Range(1, 1440)]
    public int LimitMinutes { get; set; } = 240;

    /// <summary>Somebody who left and is back within this goes on with the same session.</summary>
    [Range(1, 600)]
    public int ReconnectSeconds { get; set; } = 30;

    /// <summary>How long the event that somebody left is waited for, after LiveKit has said that they are not there.</summary>
    [Range(1, 3600)]
    public int LostSeconds { get; set; } = 60;

    /// <summary>Presence that LiveKit does not confirm for so long is not charged further until it does.</summary>
    [Range(1, 60)]
    public int UnconfirmedMinutes { get; set; } = 2;

    /// <summary>How often the open sessions are compared with LiveKit.</summary>
    [Range(1, 3600)]
    public int ReconcileSeconds { get; set; } = 30;

    public TimeSpan Reconnect => TimeSpan.FromSeconds(ReconnectSeconds);

    public TimeSpan Lost => TimeSpan.FromSeconds(LostSeconds);

    public TimeSpan Unconfirmed => TimeSpan.FromMinutes(UnconfirmedMinutes);

    public TimeSpan Reconcile => TimeSpan.FromSeconds(ReconcileSeconds);

    public TimeSpan Checkpoint => TimeSpan.FromSeconds(CheckpointSeconds);

    public TimeSpan Unattended => TimeSpan.FromMinutes(UnattendedMinutes);

    public TimeSpan UnattendedGap => TimeSpan.FromMinutes(UnattendedGapMinutes);

    public TimeSpan Pending => TimeSpan.FromMinutes(PendingMinutes);
}
