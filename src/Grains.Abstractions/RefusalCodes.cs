namespace MindBot.Grains;

/// <summary>Every code that a grain refuses with. Clients may rely on them: they never change their meaning.</summary>
public static class RefusalCodes
{
    public const string EmailTaken = "email_taken";
    public const string InsufficientBalance = "insufficient_balance";
    public const string WalletFrozen = "wallet_frozen";
    public const string RoomTaken = "room_taken";
    public const string SessionNotFound = "session_not_found";
    public const string SessionFinished = "session_finished";
    public const string SessionInOtherRoom = "session_in_other_room";
    public const string SessionIdTaken = "session_id_taken";
    public const string TooManySessions = "too_many_sessions";
    public const string RatingNeedsSession = "rating_needs_session";
    public const string DurationTooLong = "duration_too_long";
    public const string DailyLimitReached = "daily_limit_reached";
    public const string CardNotFound = "card_not_found";
    public const string CardNotPaid = "card_not_paid";
    public const string CardDisputed = "card_disputed";
    public const string CardRefunded = "card_refunded";
    public const string RefundRefused = "refund_refused";
    public const string CardRedeemed = "card_redeemed";
    public const string IdempotencyKeyReused = "idempotency_key_reused";
    public const string PaymentDeclined = "payment_declined";
    public const string PaymentUnavailable = "payment_unavailable";
    public const string CouponExpired = "coupon_expired";
    public const string CouponNotYetValid = "coupon_not_yet_valid";
    public const string CouponWrongCurrency = "coupon_wrong_currency";
    public const string CouponBelowMinimum = "coupon_below_minimum";
    public const string CouponFirstPurchaseOnly = "coupon_first_purchase_only";
    public const string CouponUsed = "coupon_used";
    public const string CouponInUse = "coupon_in_use";
    public const string CouponUsedUp = "coupon_used_up";
    public const string CouponBusy = "coupon_busy";
    public const string AlreadySubscribed = "already_subscribed";
    public const string NoSubscription = "no_subscription";
    public const string SubscriptionPending = "subscription_pending";
    public const string SubscriptionNotActive = "subscription_not_active";
    public const string SubscriptionNotCancelled = "subscription_not_cancelled";
    public const string TooManyCustomPersonas = "too_many_custom_personas";
    public const string UnknownPersona = "unknown_persona";
    public const string PersonaSlugTaken = "persona_slug_taken";
}
