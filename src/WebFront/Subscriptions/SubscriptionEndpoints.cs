using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Gateways.Stripe;
using MindBot.Grains;
using MindBot.Grains.Coupons;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Coupons;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;
using MindBot.WebFront.TimeCards;

namespace MindBot.WebFront.Subscriptions;

internal static class SubscriptionEndpoints
{
    private static readonly string[] PlanErrors =
    [
        ErrorCodes.InvalidPlan, ErrorCodes.UnknownPlan, RefusalCodes.SubscriptionPending, RefusalCodes.PaymentDeclined,
        RefusalCodes.PaymentUnavailable,
    ];

    public static void MapSubscriptions(this IEndpointRouteBuilder app)
    {
        var subscriptions = app.MapGroup("/subscriptions").WithTags("Subscriptions").RequireAuthorization();
        subscriptions.MapPost("", Create).WithSummary("Subscribe to a plan").Idempotent("subscriptions").MayRefuseCoupons()
            .MayAnswer([.. PlanErrors, ErrorCodes.InvalidPaymentMethod, RefusalCodes.AlreadySubscribed]);
        subscriptions.MapGet("/current", Current).WithSummary("The user's subscription").MayAnswer(RefusalCodes.NoSubscription);
        subscriptions.MapPost("/cancel", Cancel).WithSummary("Cancel at the end of the paid period").Idempotent("subscriptions/cancel")
            .MayAnswer(RefusalCodes.NoSubscription, RefusalCodes.SubscriptionPending, RefusalCodes.PaymentUnavailable);
        subscriptions.MapPost("/resume", Resume).WithSummary("Take a cancellation back before the paid period ends").Idempotent("subscriptions/resume")
            .MayAnswer(
                RefusalCodes.NoSubscription, RefusalCodes.SubscriptionPending, RefusalCodes.SubscriptionNotCancelled, RefusalCodes.PaymentUnavailable);
        subscriptions.MapPost("/payment-method", ChangePaymentMethod).WithSummary("Pay what is open, and every renewal, with another payment method")
            .Idempotent("subscriptions/payment-method").MayAnswer(
                ErrorCodes.InvalidPaymentMethod, RefusalCodes.NoSubscription, RefusalCodes.SubscriptionPending, RefusalCodes.PaymentDeclined,
                RefusalCodes.PaymentUnavailable);
        subscriptions.MapPost("/change", Change).WithSummary("Change to another plan at once, the difference prorated")
            .Idempotent("subscriptions/change")
            .MayAnswer([.. PlanErrors, RefusalCodes.NoSubscription, RefusalCodes.SubscriptionNotActive]);
    }

    private static async Task<Results<Ok<SubscribedAnswer>, Problem>> Create(
        SubscribeBody body, HttpContext http, ClaimsPrincipal user, PlanCatalog plans, CouponLookup coupons, IGrainFactory grains)
    {
        if (!TryFindPlan(body.PlanId, plans, out var plan, out var problem)) return problem;
        if (body.PaymentMethodId is { } method && !TimeCardEndpoints.IsPaymentMethod(method)) return NoPaymentMethod();
        if (!coupons.TryFind(body.CouponCode, user.Id(), out var coupon, out problem)) return problem;

        var request = new SubscribeRequest("sord_" + OperationId.Of(http).ToLetters(), plan, body.PaymentMethodId, coupon, body.PayNow ?? false);
        return Subscribed(await Subscription(user, grains).Create(request));
    }

    private static async Task<Results<Ok<CurrentSubscriptionAnswer>, Problem>> Current(
        ClaimsPrincipal user, PlanCatalog plans, IGrainFactory grains)
    {
        var reply = await Subscription(user, grains).Current();
        if (reply.Subscription is not { } current) return Problem.Of(reply.Refusal!);

        // A plan that is no longer on sale goes on for those who have it.
        var plan = current.Plan;
        return TypedResults.Ok(new CurrentSubscriptionAnswer(
            current.Status, plan.Id, plan.Name, current.CurrentPeriodEnd, current.CancelAtPeriodEnd, plan.PriceCents / 100m, plan.Currency,
            plans.Find(plan.Id)?.Features ?? plans.Of(plan.Tier).Features));
    }

    private static async Task<Results<Ok<CancelledAnswer>, Problem>> Cancel(ClaimsPrincipal user, IGrainFactory grains)
    {
        var reply = await Subscription(user, grains).Cancel();
        if (reply.Subscription is not { } subscription) return Problem.Of(reply.Refusal!);
        return TypedResults.Ok(new CancelledAnswer(
            Cancelled: true,
            subscription.Status == SubscriptionStatus.Canceled
                ? "Your subscription has been cancelled."
                : "Your subscription will be cancelled at the end of the current billing period."));
    }

    private static async Task<Results<Ok<ResumedAnswer>, Problem>> Resume(HttpContext http, ClaimsPrincipal user, IGrainFactory grains)
    {
        var reply = await Subscription(user, grains).Resume("sres_" + OperationId.Of(http).ToLetters());
        return reply.Subscription is { } subscription
            ? TypedResults.Ok(new ResumedAnswer(Resumed: true, "Your subscription goes on.", subscription.CurrentPeriodEnd))
            : Problem.Of(reply.Refusal!);
    }

    private static async Task<Results<Ok<SubscribedAnswer>, Problem>> ChangePaymentMethod(
        ChangePaymentMethodBody body, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        body.PaymentMethodId is { } method && TimeCardEndpoints.IsPaymentMethod(method)
            ? Subscribed(await Subscription(user, grains).ChangePaymentMethod("spay_" + OperationId.Of(http).ToLetters(), method))
            : NoPaymentMethod();

    private static async Task<Results<Ok<SubscribedAnswer>, Problem>> Change(
        ChangePlanBody body, HttpContext http, ClaimsPrincipal user, PlanCatalog plans, IGrainFactory grains) =>
        TryFindPlan(body.PlanId, plans, out var plan, out var problem)
            ? Subscribed(await Subscription(user, grains).ChangePlan("spch_" + OperationId.Of(http).ToLetters(), plan))
            : problem;

    private static bool TryFindPlan(
        string? id, PlanCatalog plans, [NotNullWhen(true)] out SubscriptionPlan? plan,
        [NotNullWhen(false)] out Problem? problem)
    {
        plan = string.IsNullOrEmpty(id) ? null : plans.Find(id)?.Plan;
        problem = plan is not null ? null
            : string.IsNullOrEmpty(id) ? Problem.Of(ErrorCodes.InvalidPlan, "'plan_id' is required.")
            : Problem.Of(ErrorCodes.UnknownPlan, "There is no such plan. GET /plans lists what is on sale.");
        return plan is not null;
    }

    private static Problem NoPaymentMethod() =>
        Problem.Of(ErrorCodes.InvalidPaymentMethod, "'payment_method_id' must be an id of Stripe's, such as pm_card_visa.");

    private static ISubscriptionGrain Subscription(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<ISubscriptionGrain>(user.Id());

    private static Results<Ok<SubscribedAnswer>, Problem> Subscribed(SubscriptionReply reply) => reply.Subscription is { } made
        ? TypedResults.Ok(new SubscribedAnswer(
            made.Id, made.ClientSecret, made.Plan.Name, made.Plan.PriceCents / 100m, made.Plan.Currency, made.Plan.Interval,
            made.AmountDueCents / 100m, made.Status))
        : Problem.Of(reply.Refusal!);
}
