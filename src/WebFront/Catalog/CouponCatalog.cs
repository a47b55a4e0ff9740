using System.Collections.Frozen;
using MindBot.Grains.Coupons;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Catalog;

/// <summary>The coupons that there are; whether one can be used is its grain's to say.</summary>
internal sealed class CouponCatalog
{
    public const string FileName = "coupons.json";

    private readonly FrozenDictionary<string, CouponTerms> byCode;

    private CouponCatalog(IEnumerable<CouponTerms> coupons) =>
        byCode = coupons.ToFrozenDictionary(coupon => coupon.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The coupon of a code in whatever case; null: there is none.</summary>
    public CouponTerms? Find(string typed) => byCode.GetValueOrDefault(typed);

    /// <exception cref="InvalidSettingException">The catalog cannot be used; the message says what is wrong with it.</exception>
    public static CouponCatalog Load(string folder) => CatalogFile.Load<CouponsFile, CouponCatalog>(folder, FileName, FromFile);

    private static CouponCatalog FromFile(CouponsFile file)
    {
        var currency = CatalogFile.Currency(file.Currency);
        var codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in file.Coupons ?? throw new FormatException("'coupons' is missing."))
        {
            CouponChecks.Check(entry);
            if (!codes.Add(entry.Code!)) throw new FormatException($"The coupon '{entry.Code}' appears twice.");
        }
        return new CouponCatalog(file.Coupons.Select(entry => Terms(entry, currency)));
    }

    private static CouponTerms Terms(CouponEntry entry, string currency) => new(
        entry.Code!.ToUpperInvariant(), entry.PercentOff, entry.AmountOffCents, currency, entry.Description!, entry.ValidFrom,
        entry.ValidUntil, entry.MinimumCents, entry.FirstPurchaseOnly, entry.TotalLimit, entry.PerUserLimit);
}
