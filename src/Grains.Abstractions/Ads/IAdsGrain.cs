namespace MindBot.Grains.Ads;

/// <summary>
/// The ads that a user has watched, and what they earned with them; key: the user id. It asks sessions how far they got, and credits the
/// wallet; neither ever calls it.
/// </summary>
[Alias("mindbot.IAdsGrain")]
public interface IAdsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sets the user's discount aside for a session that is about to be quoted, and answers it in percent; 0 when there is none. It is used up
    /// once that session has started, and free again when it never does. A repeat answers the same.
    /// </summary>
    /// <remarks>The session has to be made within two minutes of the answer: then one that does not exist is taken for given up.</remarks>
    [Alias("Reserve")]
    Task<int> Reserve(string sessionId);

    /// <summary>
    /// That session was refused and will not be made: what was set aside for it is free at once. Does nothing when the session exists, or when
    /// nothing was set aside for it. Not to be called when it is unknown whether it was made.
    /// </summary>
    [Alias("Release")]
    Task Release(string sessionId);

    /// <summary>
    /// The user says they watched an ad. An answer that promises something is given once that is durable. A repeat of a view that counted
    /// answers as the first one did, as long as what it promises is still there, and earns nothing more.
    /// </summary>
    [Alias("RecordView")]
    Task<AdViewReply> RecordView(AdView view, AdTerms terms);

    /// <summary>The account is deleted: forgets what was watched, and what it earned and nobody has used.</summary>
    [Alias("Forget")]
    Task Forget();
}
