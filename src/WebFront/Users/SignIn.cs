using MindBot.Gateways.LiveKit;
using MindBot.WebFront.Security;
using MindBot.WebFront.VoiceSessions;

namespace MindBot.WebFront.Users;

/// <summary>What a user gets who has proven to be one.</summary>
internal sealed class SignIn(AccessTokens tokens, RoomTokens rooms, LiveKitOptions liveKit)
{
    /// <param name="securityVersion">Of the account, from before the proof was looked at: what it does meanwhile makes the token void.</param>
    public SignedIn Answer(string userId, int securityVersion) =>
        new(tokens.Issue(userId, securityVersion), "bearer", rooms.ForLobby(userId), liveKit.Url);
}
