namespace MindBot.Grains.Users;

/// <summary>User ids are ours to give; as identities in LiveKit's rooms they tell our users from others.</summary>
public static class UserId
{
    public const string Prefix = "user_";

    public static bool IsOne(string? identity) => identity is not null && identity.StartsWith(Prefix, StringComparison.Ordinal);
}
