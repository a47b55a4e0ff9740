using MindBot.Gateways.LiveKit;
using MindBot.Grains.VoiceRooms;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.VoiceSessions;

/// <summary>Makes LiveKit tokens: each for one user and exactly one room. The identity is the user id.</summary>
internal sealed class RoomTokens(LiveKitOptions options, [FromKeyedServices(WallClock.Key)] TimeProvider wall)
{
    /// <summary>How long one may connect with a token; who is connected stays.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);

    /// <summary>The participant attribute with the session's id.</summary>
    private const string SessionAttribute = "mindbot.session_id";

    /// <summary>For one user and one room. Its session's id is all that the token tells of the session.</summary>
    public string ForRoom(string userId, string room, string participantName, string sessionId) =>
        Sign(new LiveKitAccessToken(userId, VideoGrant.Join(room))
        {
            Name = participantName,
            Attributes = new Dictionary<string, string> { [SessionAttribute] = sessionId },
        });

    /// <summary>The user's own lobby, to listen: nothing can be consumed there, so it is never metered.</summary>
    public string ForLobby(string userId) =>
        Sign(new LiveKitAccessToken(userId, VideoGrant.Join(RoomNames.LobbyOf(userId), canPublish: false, canPublishData: false)));

    private string Sign(LiveKitAccessToken token) => (token with { Lifetime = Lifetime }).Sign(options, wall.GetUtcNow());
}
