using System.Globalization;

namespace MindBot.WebFront.Catalog;

internal static class Money
{
    /// <summary>Minor units as people read them: <c>$9.99</c>; currencies without a well-known sign as <c>9.99 CHF</c>.</summary>
    public static string Display(long cents, string currency)
    {
        var amount = string.Create(CultureInfo.InvariantCulture, $"{cents / 100}.{cents % 100:00}");
        return currency switch
        {
            "usd" => "$" + amount,
            "eur" => "€" + amount,
            "gbp" => "£" + amount,
            _ => $"{amount} {currency.ToUpperInvariant()}",
        };
    }
}
