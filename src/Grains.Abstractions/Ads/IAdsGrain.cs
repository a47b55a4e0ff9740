namespace MindBot.Grains.Ads;

/// <summary>The ads that a user has watched, and what they earned with them; key: the user id.</summary>
[Alias("mindbot.IAdsGrain")]
public interface IAdsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sets the user's discount aside for a session that is about to be quoted, and answers it in percent; 0 when there is none. It is used up
    /// once that session has started, and free again when it never does. A repeat answers the same.
    /// </summary>
    [Alias("Reserve")]
    Task<int> Reserve(string sessionId);
}
