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

    /// <summary>Notes a login.</summary>
    /// <param name="rehashed">A stronger hash of the same password, when the hasher asks for one.</param>
    /// <param name="securityVersion">As it was before the password was verified: a password that has been changed since is not brought back.</param>
    [Alias("RecordLogin")]
    Task RecordLogin(string? rehashed, int securityVersion);

    /// <summary>
    /// What an access token has to carry: it grows with everything that makes the tokens that are out void. Null when there is no such account, or no
    /// longer.
    /// </summary>
    [Alias("GetSecurityVersion")]
    Task<int?> GetSecurityVersion();

    /// <summary>Another password; all access tokens that are out are void. Answers the new security version.</summary>
    /// <param name="formerHash">The stored hash that the former password was verified against; null is answered when it is another one by now.</param>
    [Alias("ChangePassword")]
    Task<int?> ChangePassword(string formerHash, string newHash);

    /// <summary>All access tokens that are out are void. Answers the new security version; null when there is no such account.</summary>
    [Alias("SignOutEverywhere")]
    Task<int?> SignOutEverywhere();

    /// <summary>From now on the password can be set anew with a token, once, until it expires. A former token is void. False: no such account.</summary>
    /// <param name="tokenHash">Of the token itself nothing is kept.</param>
    [Alias("BeginPasswordReset")]
    Task<bool> BeginPasswordReset(string tokenHash, DateTimeOffset expiresAt);

    /// <summary>Whose password the token would set now; null when it is wrong, used or expired.</summary>
    [Alias("FindPasswordReset")]
    Task<UserProfile?> FindPasswordReset(string tokenHash);

    /// <summary>Uses the token up: another password, and all access tokens that are out are void. False when it is wrong, used or expired.</summary>
    [Alias("ResetPassword")]
    Task<bool> ResetPassword(string tokenHash, string newHash);

    /// <summary>
    /// From now on there is no such account, and what this grain knew of the person is gone. Called by <see cref="IAccountDeletionGrain"/> only, which sees
    /// to the rest. A repeat answers the same until the deletion is finished; null when there is no such account.
    /// </summary>
    [Alias("BeginDeletion")]
    Task<AccountDeletion?> BeginDeletion();

    /// <summary>Null when the account is not being deleted, or its deletion is finished.</summary>
    [Alias("FindDeletion")]
    Task<AccountDeletion?> FindDeletion();

    /// <summary>Nobody knows anything of the person any more.</summary>
    [Alias("FinishDeletion")]
    Task FinishDeletion();
}
