using Orleans.Runtime;

namespace MindBot.Grains.TimeCards;

/// <inheritdoc cref="IActivationCodeGrain"/>
public sealed class ActivationCodeGrain(
    [PersistentState("activationCode", GrainStorageName.Default)] IPersistentState<ActivationCodeState> state) : Grain, IActivationCodeGrain
{
    public async Task<bool> Bind(string cardId)
    {
        if (state.State.CardId is null) await state.Store(new ActivationCodeState { CardId = cardId });
        return state.State.CardId == cardId;
    }

    public Task<string?> FindCard()
    {
        // Codes that somebody made up must not fill the memory.
        if (!state.RecordExists) DeactivateOnIdle();
        return Task.FromResult(state.State.CardId);
    }
}
