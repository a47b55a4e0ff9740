using System.Collections.Frozen;
using MindBot.Grains;

namespace MindBot.WebFront.Errors;

/// <summary>The one table from error codes to HTTP statuses.</summary>
internal static class ErrorStatuses
{
    private static readonly FrozenDictionary<string, int> Table = new Dictionary<string, int>
    {
        [RefusalCodes.EmailTaken] = 409,
        [RefusalCodes.InsufficientBalance] = 402,
        [RefusalCodes.WalletFrozen] = 403,
        [RefusalCodes.RoomTaken] = 403,
        [RefusalCodes.SessionNotFound] = 404,
        [RefusalCodes.SessionFinished] = 409,
        [RefusalCodes.SessionInOtherRoom] = 409,
        [RefusalCodes.SessionIdTaken] = 409,
        [RefusalCodes.TooManySessions] = 403,
        [RefusalCodes.RatingNeedsSession] = 403,
        [RefusalCodes.DurationTooLong] = 400,
        [RefusalCodes.DailyLimitReached] = 403,
        [RefusalCodes.CardNotFound] = 404,
        [RefusalCodes.CardNotPaid] = 402,
        [RefusalCodes.CardRedeemed] = 409,
        [RefusalCodes.CardDisputed] = 409,
        [RefusalCodes.CardRefunded] = 409,
        [RefusalCodes.RefundRefused] = 409,
        [RefusalCodes.PaymentDeclined] = 402,
        [RefusalCodes.PaymentUnavailable] = 503,
        [RefusalCodes.CouponExpired] = 410,
        [RefusalCodes.CouponNotYetValid] = 409,
        [RefusalCodes.CouponWrongCurrency] = 409,
        [RefusalCodes.CouponBelowMinimum] = 409,
        [RefusalCodes.CouponFirstPurchaseOnly] = 409,
        [RefusalCodes.CouponUsed] = 409,
        [RefusalCodes.CouponInUse] = 409,
        [RefusalCodes.CouponUsedUp] = 409,
        [RefusalCodes.CouponBusy] = 503,
        [RefusalCodes.AlreadySubscribed] = 409,
        [RefusalCodes.NoSubscription] = 404,
        [RefusalCodes.SubscriptionPending] = 409,
        [RefusalCodes.SubscriptionNotActive] = 409,
        [RefusalCodes.SubscriptionNotCancelled] = 409,
        [RefusalCodes.TooManyCustomPersonas] = 403,
        [RefusalCodes.UnknownPersona] = 404,
        [RefusalCodes.PersonaSlugTaken] = 503,
        [ErrorCodes.InvalidCredentials] = 401,
        [ErrorCodes.InvalidWebhookToken] = 401,
        [ErrorCodes.Unauthorized] = 401,
        [ErrorCodes.WrongPassword] = 403,
        [ErrorCodes.BalanceRemains] = 409,
        [ErrorCodes.MailUnavailable] = 503,
        [ErrorCodes.Forbidden] = 403,
        [ErrorCodes.RoomReserved] = 403,
        [ErrorCodes.TierRequired] = 403,
        [ErrorCodes.AgeUnknown] = 403,
        [ErrorCodes.AgeRestricted] = 403,
        [ErrorCodes.NotFound] = 404,
        [ErrorCodes.UnknownPackage] = 404,
        [ErrorCodes.UnknownCoupon] = 404,
        [ErrorCodes.UnknownPlan] = 404,
        [ErrorCodes.AlreadyOnTier] = 409,
        [ErrorCodes.MethodNotAllowed] = 405,
        [ErrorCodes.RequestTimeout] = 408,
        [ErrorCodes.IdempotencyKeyReused] = 409,
        [ErrorCodes.IdempotencyKeyInUse] = 409,
        [ErrorCodes.SessionNotFinished] = 409,
        [ErrorCodes.EventNotHandled] = 409,
        [ErrorCodes.BodyTooLarge] = 413,
        [ErrorCodes.UnsupportedMediaType] = 415,
        [ErrorCodes.RateLimited] = 429,
        [ErrorCodes.TooManyStreams] = 429,
        [ErrorCodes.InternalError] = 500,
        [ErrorCodes.Overloaded] = 503,
        [ErrorCodes.TemporarilyUnavailable] = 503,
    }.ToFrozenDictionary();

    /// <summary>What is not in the table is a malformed request.</summary>
    public static int Of(string code) => Table.GetValueOrDefault(code, StatusCodes.Status400BadRequest);

    public static bool IsListed(string code) => Table.ContainsKey(code);
}
