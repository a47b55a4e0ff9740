namespace MindBot.Grains.Users;

/// <summary>
/// An e-mail address belongs to one account at most; key: <see cref="EmailAddress.Key"/>. Registrations of one address are serialised here,
/// and one that was cut short by a crash is adopted by the next attempt.
/// </summary>
[Alias("mindbot.IEmailGrain")]
public interface IEmailGrain : IGrainWithStringKey
{
    [Alias("Register")]
    Task<Registered> Register(NewUser user);

    /// <summary>The id of the account with this address; null when there is none.</summary>
    [Alias("FindUser")]
    Task<string?> FindUser();

    /// <summary>The account is deleted: its address is free for another. Does nothing when the address belongs to another one.</summary>
    [Alias("Release")]
    Task Release(string userId);
}
