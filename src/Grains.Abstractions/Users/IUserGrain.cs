namespace MindBot.Grains.Users;

/// <summary>One account; key: the user id. Knows who the user is, nothing of time or money.</summary>
[Alias("mindbot.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Makes the account. Called by the e-mail address' grain only, which makes it unique; a repeat replaces an unfinished account.</summary>
    [Alias("Create")]
    Task Create(NewUser user);

    /// <summary>Null when there is no such account.</summary>
    [Alias("GetProfile")]
    Task<UserProfile?> GetProfile();

    /// <summary>Changes what is given; null leaves it as it is. Null when there is no such account.</summary>
    [Alias("ChangeProfile")]
    Task<UserProfile?> ChangeProfile(string? fullName, DateOnly? birthDate);

    /// <summary>The hash that the password is verified against; null when there is no such account.</summary>
    [Alias("GetPasswordHash")]
    Task<string?> GetPasswordHash();

    /// <summary>Notes a login. <paramref name="rehashed"/>: a stronger hash of the same password, when the hasher asks for one.</summary>
    [Alias("RecordLogin")]
    Task RecordLogin(string? rehashed);
}
