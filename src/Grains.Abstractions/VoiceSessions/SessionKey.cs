namespace MindBot.Grains.VoiceSessions;

/// <summary>
/// Two users may use the same session id, so a session's grain key is <c>{user id}/{session id}</c>. User ids are ours and hold no slash.
/// </summary>
public static class SessionKey
{
    public static string Of(string userId, string sessionId) => $"{userId}/{sessionId}";

    public static (string UserId, string SessionId) Parse(string key)
    {
        var slash = key.IndexOf('/');
        return (key[..slash], key[(slash + 1)..]);
    }
}
