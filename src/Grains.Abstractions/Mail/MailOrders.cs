using System.Collections.Immutable;
using System.Globalization;
using MindBot.Grains.TimeCards;

namespace MindBot.Grains.Mail;

/// <summary>Makes the orders, each with the values that its template has.</summary>
public static class MailOrders
{
    private const long MicrosPerHundredthMinute = 600_000;

    /// <param name="amountCents">What was paid, in minor units of the package's currency: less than its price with a coupon.</param>
    /// <param name="giftCode">The activation code when the card is to be given away; null when it was activated for its buyer.</param>
    public static MailOrder PaymentConfirmation(string userId, TimePackage package, long amountCents, string cardId, string? giftCode)
    {
        var values = new Dictionary<string, string>
        {
            ["package"] = package.Name,
            ["minutes"] = Minutes(package.TotalMicros),
            ["amount"] = Money.Display(amountCents, package.Currency),
            ["card_id"] = cardId,
        };
        if (giftCode is not null) values["code"] = giftCode;
        return Order(giftCode is null ? MailTemplateNames.PaymentConfirmation : MailTemplateNames.GiftConfirmation, userId, values);
    }

    /// <param name="amountCents">What is paid back, in minor units of the package's currency.</param>
    public static MailOrder RefundConfirmation(string userId, TimePackage package, long amountCents, string cardId) =>
        Order(MailTemplateNames.RefundConfirmation, userId, new()
        {
            ["package"] = package.Name,
            ["amount"] = Money.Display(amountCents, package.Currency),
            ["card_id"] = cardId,
        });

    /// <param name="until">When the link ends.</param>
    public static MailOrder PasswordReset(string userId, Uri link, DateTimeOffset until) =>
        Order(MailTemplateNames.PasswordReset, userId, new() { ["link"] = link.AbsoluteUri }) with { Until = until };

    private static MailOrder Order(string template, string userId, Dictionary<string, string> values) =>
        new(template, userId, values.ToImmutableDictionary());

    /// <summary>Whole ones without decimals, others to two, rounded down: it is what somebody owns.</summary>
    private static string Minutes(long micros) =>
        (micros / MicrosPerHundredthMinute / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
