using MindBot.Gateways.LiveKit;
using MindBot.WebFront.Security;
using MindBot.WebFront.VoiceSessions;

namespace MindBot.WebFront.Users;

/// <summary>What a user gets who has proven to be one.</summary>
internal sealed class SignIn(AccessTokens tokens, RoomTokens rooms, LiveKitOptions liveKit)
{
    public SignedIn Answer(string userId) => new(tokens.Issue(userId), "bearer", rooms.ForLobby(userId), liveKit.Url);
}
