namespace MindBot.Grains.TimeCards;

internal static class Refusals
{
    public static readonly Refusal CardNotFound = new(RefusalCodes.CardNotFound, "There is no such time card.");

    public static readonly Refusal CardNotPaid =
        new(RefusalCodes.CardNotPaid, "This time card has not been paid yet. Finish the payment, then activate it.");

    public static readonly Refusal CardRedeemed = new(RefusalCodes.CardRedeemed, "This activation code has been redeemed already.");

    public static readonly Refusal PaymentUnavailable =
        new(RefusalCodes.PaymentUnavailable, "The payment provider does not answer at the moment. Nothing was charged twice; try again.");

    public static readonly Refusal OtherPurchase = new(
        RefusalCodes.IdempotencyKeyReused, "This Idempotency-Key belongs to another purchase. Use a new key for a new purchase.");

    public static Refusal Declined(string? message) => new(RefusalCodes.PaymentDeclined, message ?? "The payment was declined.");
}
