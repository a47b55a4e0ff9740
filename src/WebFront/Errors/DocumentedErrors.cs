using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using MindBot.Grains;
using MindBot.WebFront.Admin;

namespace MindBot.WebFront.Errors;

/// <summary>Which errors an endpoint may answer, by their codes; the tests hold every answer against it.</summary>
internal static class DocumentedErrors
{
    /// <summary>Whatever the endpoint: a request that trickles in, too many at once, a bug.</summary>
    public static readonly string[] Everywhere = [ErrorCodes.RequestTimeout, ErrorCodes.Overloaded, ErrorCodes.InternalError];

    /// <summary>Documents errors that an endpoint, or all of a group, may answer.</summary>
    public static T MayAnswer<T>(this T builder, params string[] codes) where T : IEndpointConventionBuilder =>
        builder.WithMetadata(new Errors(codes));

    /// <summary>Documents what may be wrong with a coupon that a purchase names.</summary>
    public static T MayRefuseCoupons<T>(this T builder) where T : IEndpointConventionBuilder => builder.MayAnswer(
        ErrorCodes.UnknownCoupon, ErrorCodes.RateLimited, RefusalCodes.CouponExpired, RefusalCodes.CouponNotYetValid,
        RefusalCodes.CouponWrongCurrency, RefusalCodes.CouponBelowMinimum, RefusalCodes.CouponFirstPurchaseOnly, RefusalCodes.CouponUsed,
        RefusalCodes.CouponInUse, RefusalCodes.CouponUsedUp, RefusalCodes.CouponBusy);

    /// <summary>What was documented, and what follows from how the endpoint is called.</summary>
    /// <param name="metadata">Of the endpoint.</param>
    public static IEnumerable<string> Of(IEnumerable<object> metadata)
    {
        var all = metadata.ToList();
        var codes = all.OfType<Errors>().SelectMany(errors => errors.Codes).ToList();
        if (all.OfType<IAuthorizeData>().Any() || all.OfType<ForOperators>().Any()) codes.Add(ErrorCodes.Unauthorized);
        if (all.OfType<IParameterBindingMetadata>().Any(parameter => parameter.HasTryParse && parameter.ParameterInfo.ParameterType != typeof(string)))
            codes.Add(ErrorCodes.InvalidParameter);
        if (all.OfType<ForOperators>().Any()) codes.Add(ErrorCodes.InvalidField);
        if (all.OfType<IAcceptsMetadata>().Any())
            codes.AddRange([ErrorCodes.InvalidJson, ErrorCodes.InvalidField, ErrorCodes.InvalidParameter, ErrorCodes.BodyTooLarge, ErrorCodes.UnsupportedMediaType]);
        return codes.Distinct();
    }

    private sealed record Errors(string[] Codes);
}
