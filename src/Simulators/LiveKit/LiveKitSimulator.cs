using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit.Api;
using MindBot.Simulators.LiveKit.Rooms;
using MindBot.Simulators.LiveKit.Tokens;
using MindBot.Simulators.LiveKit.Webhooks;

namespace MindBot.Simulators.LiveKit;

/// <summary>
/// A simulated LiveKit server without media. It needs no web server and no threads: everything happens in calls and in timers of
/// its clock, so that with a virtual clock and a seed the same calls give the same events in the same order.
/// Safe for use by several threads.
/// </summary>
public sealed class LiveKitSimulator : IDisposable
{
    private readonly LiveKitTokens tokens;

    public LiveKitSimulator(LiveKitSimulatorOptions options, TimeProvider time, ILiveKitWebhookSender sender)
    {
        Options = options;
        tokens = new LiveKitTokens(options, time);
        var ids = new LiveKitIds(options.Seed);
        Server = new LiveKitServer(options, Faults, new LiveKitEvents(new WebhookDispatcher(options, Faults, sender, time), ids, time), ids, time);
        Twirp = new TwirpApi(Server, tokens);
        VoiceRooms = new SimulatedVoiceRooms(Server, Faults, time);
    }

    public LiveKitSimulatorOptions Options { get; }
    public LiveKitFaults Faults { get; } = new();

    internal LiveKitServer Server { get; }
    internal TwirpApi Twirp { get; }
    private SimulatedVoiceRooms VoiceRooms { get; }

    /// <summary>Connects as a client does: the room is made if it is not there, and who is there under the same identity is thrown out.</summary>
    /// <exception cref="LiveKitJoinRefusedException">The token does not allow it, the room is full, or the server is down.</exception>
    public LiveKitConnection Join(string token)
    {
        if (Faults.IsDown) throw new LiveKitJoinRefusedException(503, "the server is down");
        try
        {
            var claims = tokens.Verify(token);
            if (!claims.Grants.RoomJoin) throw new LiveKitJoinRefusedException(401, "permissions denied");
            if (claims.Identity.Length == 0) throw new LiveKitJoinRefusedException(400, "identity cannot be empty");
            return Server.Join(claims);
        }
        catch (InvalidTokenException invalid)
        {
            throw new LiveKitJoinRefusedException(401, invalid.Message);
        }
        catch (LiveKitRefusal refusal)
        {
            throw new LiveKitJoinRefusedException(TwirpErrors.Status(refusal.Code), refusal.Message);
        }
    }

    /// <summary>The connection of somebody who is in a room; null when there is none.</summary>
    public LiveKitConnection? Find(string participantSid) => Server.Find(participantSid);

    /// <summary>All rooms with everybody in them, in the order of their creation.</summary>
    public IReadOnlyList<LiveKitRoom> Rooms() => Server.List([]);

    /// <summary>The server loses its memory: no rooms, no connections, no undelivered events, and no event tells of it.</summary>
    public void Restart() => Server.Restart();

    /// <summary>
    /// The same server behind the adapter's interface, without HTTP. Calls complete at once, unless a fault hangs them: then after 5 s.
    /// </summary>
    public IVoiceRooms AsVoiceRooms() => VoiceRooms;

    /// <summary>Stops the timers.</summary>
    public void Dispose() => Restart();
}
