using System.Diagnostics.CodeAnalysis;
using MindBot.Grains.Coupons;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Limits;

namespace MindBot.WebFront.Coupons;

/// <summary>Finds the coupon that a purchase names, and lets nobody try codes by the thousand.</summary>
internal sealed class CouponLookup(CouponCatalog catalog, FrontLimits limits)
{
    /// <returns>True also without a code, for then there is nothing to find.</returns>
    public bool TryFind(string? code, string userId, out CouponTerms? coupon, [NotNullWhen(false)] out Problem? problem)
    {
        (coupon, problem) = (null, null);
        if (string.IsNullOrEmpty(code)) return true;

        // Once too many were unknown, a right one is not told from a wrong one either.
        if (limits.UnknownCoupons.TryTake(userId) is { } wait)
            problem = Problem.Of(ErrorCodes.RateLimited, "Too many unknown coupons. Try again later.", wait);
        else if (catalog.Find(code.Trim()) is not { } found)
            problem = Problem.Of(ErrorCodes.UnknownCoupon, "There is no such coupon. Check it for typing errors.");
        else
        {
            limits.UnknownCoupons.GiveBack(userId);
            coupon = found;
        }
        return problem is null;
    }
}
