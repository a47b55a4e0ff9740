using System.Collections.Immutable;
using MindBot.Grains.Personas;
using Orleans.Concurrency;

namespace MindBot.Grains.VoiceSessions;

/// <summary>The sessions that a user has finished, in the order of their ends; key: the user id. Also hands out session numbers.</summary>
[Alias("mindbot.ISessionLogGrain")]
public interface ISessionLogGrain : IGrainWithStringKey
{
    /// <summary>Adds a finished session, once. Durable when it answers.</summary>
    [Alias("Add")]
    Task Add(FinishedSession session);

    /// <summary>The session has stored that it is in the log and will not ask again.</summary>
    [Alias("Confirm"), OneWay]
    Task Confirm(string sessionId);

    /// <summary>Sessions before position <paramref name="before"/> (null: from the newest), newest first.</summary>
    [Alias("Read")]
    Task<ImmutableArray<FinishedSession>> Read(int limit, long? before);

    /// <summary>What all of them add up to.</summary>
    [Alias("GetTotals")]
    Task<SessionTotals> GetTotals();

    /// <summary>Adds everything up anew from the sessions themselves and keeps that, durably. It is what <see cref="GetTotals"/> said before.</summary>
    [Alias("RebuildTotals")]
    Task<SessionTotals> RebuildTotals();

    /// <summary>A number that this user's sessions have not had yet.</summary>
    [Alias("NextNumber")]
    Task<long> NextNumber();
}

/// <summary>Position is given by the log, from 1 on; 0 before.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.FinishedSession")]
public sealed record FinishedSession(
    [property: Id(0)] long Position, [property: Id(1)] string SessionId, [property: Id(2)] string Room, [property: Id(3)] string Status,
    [property: Id(4)] string EndReason, [property: Id(5)] DateTimeOffset StartTime, [property: Id(6)] DateTimeOffset EndTime,
    [property: Id(7)] long ElapsedMs, [property: Id(8)] long ChargedMicros,
    [property: Id(9)] SessionPersona? Persona = null);

/// <summary>A fixed stretch of a session log; key: <c>{user id}/{page}</c>.</summary>
[Alias("mindbot.ISessionLogPageGrain")]
public interface ISessionLogPageGrain : IGrainWithStringKey
{
    const int Size = 50;

    static long PageOf(long position) => (position - 1) / Size;

    /// <summary>Adds a session at its position; one that is there already is replaced.</summary>
    [Alias("Put")]
    Task Put(FinishedSession session);

    [Alias("Read")]
    Task<ImmutableArray<FinishedSession>> Read();
}
