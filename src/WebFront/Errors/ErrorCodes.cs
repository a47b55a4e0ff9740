namespace MindBot.WebFront.Errors;

/// <summary>
/// The codes of errors that the front itself finds. Clients may rely on them; those of the grains are in <see cref="Grains.RefusalCodes"/>.
/// </summary>
public static class ErrorCodes
{
    public const string InvalidJson = "invalid_json";
    public const string InvalidField = "invalid_field";
    public const string InvalidParameter = "invalid_parameter";
    public const string BadRequest = "bad_request";
    public const string InvalidEmail = "invalid_email";
    public const string InvalidPassword = "invalid_password";
    public const string InvalidName = "invalid_name";
    public const string InvalidCategory = "invalid_category";
    public const string InvalidRating = "invalid_rating";
    public const string InvalidFeedback = "invalid_feedback";
    public const string InvalidSessionId = "invalid_session_id";
    public const string InvalidRoomName = "invalid_room_name";
    public const string InvalidQuality = "invalid_quality";
    public const string InvalidBirthDate = "invalid_birth_date";
    public const string PersonaTooLong = "persona_too_long";
    public const string TierRequired = "tier_required";
    public const string AgeUnknown = "age_unknown";
    public const string AgeRestricted = "age_restricted";
    public const string InvalidDuration = "invalid_duration";
    public const string InvalidActivationCode = "invalid_activation_code";
    public const string InvalidPackage = "invalid_package";
    public const string InvalidPlan = "invalid_plan";
    public const string InvalidTier = "invalid_tier";
    public const string InvalidPaymentMethod = "invalid_payment_method";
    public const string InvalidAmount = "invalid_amount";
    public const string InvalidAdId = "invalid_ad_id";
    public const string InvalidPersonaSlug = "invalid_persona_slug";
    public const string InvalidReward = "invalid_reward";
    public const string InvalidIdempotencyKey = "invalid_idempotency_key";
    public const string InvalidSignature = "invalid_signature";
    public const string InvalidWebhookToken = "invalid_webhook_token";
    public const string InvalidEvent = "invalid_event";
    public const string InvalidCredentials = "invalid_credentials";
    public const string WrongPassword = "wrong_password";
    public const string InvalidResetToken = "invalid_reset_token";
    public const string BalanceRemains = "balance_remains";
    public const string MailUnavailable = "mail_unavailable";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string RoomReserved = "room_reserved";
    public const string NotFound = "not_found";
    public const string UnknownPackage = "unknown_package";
    public const string UnknownCoupon = "unknown_coupon";
    public const string UnknownPlan = "unknown_plan";
    public const string AlreadyOnTier = "already_on_tier";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string RequestTimeout = "request_timeout";
    public const string IdempotencyKeyReused = "idempotency_key_reused";
    public const string IdempotencyKeyInUse = "idempotency_key_in_use";
    public const string SessionNotFinished = "session_not_finished";
    public const string EventNotHandled = "event_not_handled";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string RateLimited = "rate_limited";
    public const string TooManyStreams = "too_many_streams";
    public const string InternalError = "internal_error";
    public const string Overloaded = "overloaded";
    public const string TemporarilyUnavailable = "temporarily_unavailable";
}
