namespace MindBot.Grains.Users;

/// <summary>
/// Deletes an account; key: the user id. That it is deleted is durable in <see cref="IUserGrain"/> first; then everybody who knows anything of the person
/// forgets it, however often processes die over it. What is accounted for stays, under the user id, which says nothing of anybody.
/// </summary>
[Alias("mindbot.IAccountDeletionGrain")]
public interface IAccountDeletionGrain : IGrainWithStringKey
{
    /// <summary>
    /// When it answers, nobody can sign in any more and every access token is void; the rest follows within minutes. A repeat changes nothing.
    /// </summary>
    /// <returns>False: there is no such account, or nothing is left to do.</returns>
    [Alias("Begin")]
    Task<bool> Begin();
}
