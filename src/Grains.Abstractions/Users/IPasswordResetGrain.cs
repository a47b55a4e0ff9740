using Orleans.Concurrency;

namespace MindBot.Grains.Users;

/// <summary>
/// Sends links to set a password anew; key: <see cref="EmailAddress.Key"/> of the address that somebody gave, which may belong to nobody. Until it has
/// answered, it does the same for both.
/// </summary>
[Alias("mindbot.IPasswordResetGrain")]
public interface IPasswordResetGrain : IGrainWithStringKey
{
    /// <summary>
    /// Orders a link. Durable when it answers; whether there is an account is found out later. Within a minute of the last order nothing is added to it.
    /// </summary>
    /// <param name="page">The frontend's page, to which the token is added as the query's <c>token</c>.</param>
    [Alias("Order"), AlwaysInterleave]
    Task Order(string page);
}
