namespace MindBot.Grains.TimeCards;

/// <summary>Remembers that an event of the payment provider was handled; key: the event's id. Effects are idempotent by themselves; this spares them.</summary>
[Alias("mindbot.IPaymentEventGrain")]
public interface IPaymentEventGrain : IGrainWithStringKey
{
    [Alias("WasHandled")]
    Task<bool> WasHandled();

    [Alias("MarkHandled")]
    Task MarkHandled(string type);
}
