namespace MindBot.Grains.Ads;

/// <summary>Why a view earned nothing. Clients may rely on them: they never change their meaning.</summary>
public static class AdReasons
{
    /// <summary>The user's tier has no ads.</summary>
    public const string AdsDisabled = "ads_disabled";

    /// <summary>The persona carries no ads.</summary>
    public const string PersonaWithoutAds = "persona_without_ads";

    /// <summary>It was not watched long enough for what was asked.</summary>
    public const string TooShort = "too_short";

    /// <summary>Nobody can have watched so long since the last view that counted.</summary>
    public const string TooSoon = "too_soon";

    /// <summary>This ad has counted already today (UTC).</summary>
    public const string AlreadyCounted = "already_counted";

    /// <summary>The next session is discounted already; discounts do not add up.</summary>
    public const string DiscountHeld = "discount_held";

    /// <summary>No more time can be earned today (UTC).</summary>
    public const string DailyTimeLimit = "daily_time_limit";

    /// <summary>No more views count today (UTC).</summary>
    public const string DailyLimit = "daily_limit";
}
