using MindBot.Grains.Personas;
using MindBot.Simulation.Truth;

namespace MindBot.Simulation.Worlds;

/// <summary>One who lives in a story, and what is true of them. Instants are milliseconds since the story began.</summary>
internal sealed class Person(int number, DateTimeOffset beganAt)
{
    public string Name { get; } = $"user_{number}";

    public string[] Rooms { get; } = [$"kitchen_{number}", $"garden_{number}"];

    public Purse Purse { get; } = new((long)beganAt.TimeOfDay.TotalMilliseconds);

    public Dictionary<string, TalkTruth> Talks { get; } = [];

    /// <summary>Who holds each room, and from whom they took it over.</summary>
    public Dictionary<string, (TalkTruth Holder, TalkTruth? Former)> Holds { get; } = [];

    /// <summary>Cards that were given to them, not bought: id and microseconds.</summary>
    public Dictionary<string, (long Micros, DateTimeOffset? ExpiresAt)> Gifts { get; } = [];

    /// <summary>When they gave a sign of life that concerns all sessions.</summary>
    public List<long> Signs { get; } = [];

    /// <summary>With whom they may talk for so long a day; empty: they talk with nobody of the kind.</summary>
    public SessionPersona[] Limited { get; init; } = [];

    /// <summary>When operators began to freeze the wallet, and when they were told that it is.</summary>
    public List<(long From, long To)> Freezes { get; } = [];

    /// <summary>There was a time at which nothing was left, so not all presence can have been paid for.</summary>
    public bool WasEmpty { get; set; }

    /// <summary>Webhooks about them that never came, and connections so far.</summary>
    public int Lost { get; set; }

    public int Connections { get; set; }
}

/// <summary>What is true of a session, as whoever brought it about knows.</summary>
internal sealed class TalkTruth
{
    public required string Id { get; init; }
    public required string Room { get; init; }
    public required int Rate { get; init; }
    public required long LimitMs { get; init; }
    public required long MadeAt { get; init; }

    /// <summary>Whose daily limit it counts for; null: none.</summary>
    public SessionPersona? Persona { get; init; }

    /// <summary>When its client first tried to start it.</summary>
    public long? StartCalledAt { get; set; }

    public bool IsPending { get; set; }

    /// <summary>It was pending and was ended before anybody had joined.</summary>
    public bool IsCancelled { get; set; }
    public bool EndCalled { get; set; }
    public long? EndAnsweredAt { get; set; }
    public long MostReportedMs { get; set; }
    public List<long> Signs { get; } = [];

    /// <summary>LiveKit has told that somebody is there, or could have.</summary>
    public bool SawPresence { get; set; }

    /// <summary>When it ended by the log.</summary>
    public long? EndedAt { get; set; }

    /// <summary>Somebody had joined, but it was not to begin: who was in its room until they were sent away was there for nothing.</summary>
    public bool WasRefused { get; set; }

    /// <summary>How it was settled.</summary>
    public MindBot.Grains.Metering.Settlement? Settled { get; set; }
}
