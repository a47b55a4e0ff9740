using System.Collections.Immutable;
using MindBot.Grains.Personas;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.Wallets;
using Orleans.Concurrency;

namespace MindBot.Grains.VoiceSessions;

/// <summary>
/// One voice session; key: <see cref="SessionKey"/>. Pending, live, paused, ended. It arms the timers and asks the wallet; the wallet decides
/// what is charged. Calls that name the session are signs of life.
/// </summary>
[Alias("mindbot.IVoiceSessionGrain")]
public interface IVoiceSessionGrain : IGrainWithStringKey
{
    /// <summary>Makes a pending session that is metered once somebody joins or it is started; refused when the id was used before.</summary>
    [Alias("Prepare")]
    Task<SessionReply> Prepare(SessionTerms terms);

    /// <summary>Starts to meter. A repeat answers the same start; a finished id is refused.</summary>
    [Alias("Start")]
    Task<SessionReply> Start(SessionTerms terms);

    /// <summary>
    /// Ends the session. <paramref name="reportedMs"/>, when given, is the client's own measure in milliseconds. A repeat answers the stored result.
    /// </summary>
    [Alias("End")]
    Task<SessionReply> End(long? reportedMs);

    /// <summary>Refused when there is no such session.</summary>
    [Alias("Get")]
    Task<SessionReply> Get();

    /// <summary>Does it hold its room? (A pending one does, too.) No sign of life.</summary>
    [Alias("IsOpen")]
    Task<bool> IsOpen();

    /// <summary>How far it got. No sign of life.</summary>
    [Alias("GetStage")]
    Task<SessionStage> GetStage();

    /// <summary>Whom it is held with; null: nobody of the catalog, or there is no such session. No sign of life.</summary>
    [Alias("GetPersona")]
    Task<SessionPersona?> GetPersona();

    /// <summary>Makes sure that the session is alive after a failure; activating it is what does the work. One that is over leaves its watch list.</summary>
    [Alias("Wake"), OneWay]
    Task Wake();

    /// <summary>Another session of its user runs in its room: one that still waits for somebody to join is called off. Losing this is harmless: LiveKit's list leads to it, too.</summary>
    [Alias("Replaced"), OneWay]
    Task Replaced();

    /// <summary>The wallet's pool changed through somebody else. Only a hint: losing it costs promptness, never correctness.</summary>
    [Alias("PlanChanged"), OneWay]
    Task PlanChanged(WalletPlan plan);

    /// <summary>
    /// What LiveKit told about its user's presence in <paramref name="room"/>. The room is told once it is durable; until then it may come again.
    /// </summary>
    [Alias("Witness"), OneWay]
    Task Witness(string room, ImmutableArray<RoomEvent> happened);

    /// <summary>How LiveKit lists its room.</summary>
    [Alias("Listed"), OneWay]
    Task Listed(RoomListing listing);

    /// <summary>Who is in its room.</summary>
    [Alias("Observed"), OneWay]
    Task Observed(RoomObservation observation);

    /// <summary>It is over, and does not know yet that its persona's tally has it. No sign of life.</summary>
    [Alias("IsUncounted")]
    Task<bool> IsUncounted();

    /// <summary>Its persona's tally has it. The tally is told once that is known here durably; until then it may come again.</summary>
    [Alias("Counted"), OneWay]
    Task Counted();

    /// <summary>LiveKit has made its room, with the agent.</summary>
    [Alias("RoomMade"), OneWay]
    Task RoomMade();

    /// <summary>LiveKit has confirmed that after its end nobody is left in its room.</summary>
    [Alias("Evicted"), OneWay]
    Task Evicted();
}
