using Orleans.Runtime;

namespace MindBot.Grains.TimeCards;

/// <inheritdoc cref="IPaymentEventGrain"/>
public sealed class PaymentEventGrain(
    [PersistentState("paymentEvent", GrainStorageName.Default)] IPersistentState<PaymentEventState> state, TimeProvider clock)
    : Grain, IPaymentEventGrain
{
    public Task<bool> WasHandled()
    {
        DeactivateOnIdle();
        return Task.FromResult(state.RecordExists);
    }

    public Task MarkHandled(string type) => state.Store(new PaymentEventState { Type = type, HandledAt = clock.GetUtcNow() });
}
