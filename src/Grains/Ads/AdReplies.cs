using System.Globalization;

namespace MindBot.Grains.Ads;

/// <summary>What a user is told about a view. <c>held</c> is the discount on the next session in percent, 0: none.</summary>
internal static class AdReplies
{
    public static AdViewReply Discount(int percent) =>
        new(Text($"Thanks for watching! Your next interaction is {percent}% off."), null, percent, 0, percent);

    public static AdViewReply Time(int minutes, int held) =>
        new(Text($"Thanks for watching! You earned {minutes} {(minutes == 1 ? "minute" : "minutes")}."), null, 0, minutes, held);

    public static AdViewReply TooShort(long leastMs, int held) =>
        Nothing(AdReasons.TooShort, $"Watch an ad for at least {leastMs / 1000m:0.###} seconds to earn this.", held);

    public static AdViewReply TooSoon(int held) =>
        Nothing(AdReasons.TooSoon, $"This came too soon after your last ad to have been watched for so long.", held);

    public static AdViewReply AlreadyCounted(int held) => Nothing(AdReasons.AlreadyCounted, $"This ad has counted already today.", held);

    public static AdViewReply DiscountHeld(int held) => Nothing(
        AdReasons.DiscountHeld, $"Your next interaction is {held}% off already. Use that first; discounts do not add up.", held);

    public static AdViewReply DailyTimeLimit(int perDay, int held) =>
        Nothing(AdReasons.DailyTimeLimit, $"Ads earn minutes {perDay} times a day at most. Come back tomorrow.", held);

    public static AdViewReply DailyLimit(int perDay, int held) =>
        Nothing(AdReasons.DailyLimit, $"No more than {perDay} ads count in a day. Come back tomorrow.", held);

    private static AdViewReply Nothing(string reason, FormattableString message, int held) => new(Text(message), reason, 0, 0, held);

    private static string Text(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
