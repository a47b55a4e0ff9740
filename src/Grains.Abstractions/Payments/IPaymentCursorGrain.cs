namespace MindBot.Grains.Payments;

/// <summary>Up to where the payment provider's events have been caught up with; key: the provider's name.</summary>
[Alias("mindbot.IPaymentCursorGrain")]
public interface IPaymentCursorGrain : IGrainWithStringKey
{
    /// <summary>Every event before this instant is handled; the first time ever, that is now.</summary>
    [Alias("Read")]
    Task<DateTimeOffset> Read();

    /// <summary>Moves on, never back. Durable when it answers.</summary>
    [Alias("Advance")]
    Task Advance(DateTimeOffset handledUntil);
}
