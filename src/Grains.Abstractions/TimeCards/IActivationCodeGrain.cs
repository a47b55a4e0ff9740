namespace MindBot.Grains.TimeCards;

/// <summary>Leads from an activation code to its card; key: <see cref="ActivationCode.Key"/>, a hash, for the code itself is as good as money.</summary>
[Alias("mindbot.IActivationCodeGrain")]
public interface IActivationCodeGrain : IGrainWithStringKey
{
    /// <summary>Reserves the code for a card; false when another card has it.</summary>
    [Alias("Bind")]
    Task<bool> Bind(string cardId);

    /// <summary>The card's id; null when no card has this code.</summary>
    [Alias("FindCard")]
    Task<string?> FindCard();
}
