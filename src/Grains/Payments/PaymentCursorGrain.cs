using Orleans.Runtime;

namespace MindBot.Grains.Payments;

/// <inheritdoc cref="IPaymentCursorGrain"/>
public sealed class PaymentCursorGrain(
    [PersistentState("paymentCursor", GrainStorageName.Default)] IPersistentState<PaymentCursorState> state, TimeProvider clock)
    : Grain, IPaymentCursorGrain
{
    public async Task<DateTimeOffset> Read()
    {
        if (!state.RecordExists) await state.Store(new PaymentCursorState { HandledUntil = clock.GetUtcNow() });
        return state.State.HandledUntil;
    }

    public Task Advance(DateTimeOffset handledUntil) => handledUntil > state.State.HandledUntil
        ? state.Store(new PaymentCursorState { HandledUntil = handledUntil })
        : Task.CompletedTask;
}

[GenerateSerializer, Alias("mindbot.PaymentCursorState")]
public sealed record PaymentCursorState
{
    [Id(0)] public DateTimeOffset HandledUntil { get; init; }
}
