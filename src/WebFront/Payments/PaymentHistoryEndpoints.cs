using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.Payments;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Json;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Payments;

/// <param name="Next">Pass it as <c>before</c> for the next page; null when there is none.</param>
public sealed record PaymentsAnswer(IReadOnlyList<PaymentAnswer> Payments, long? Next);

/// <param name="AmountCents">Signed: positive is money from the user.</param>
public sealed record PaymentAnswer(
    long Id, DateTimeOffset At,
    [property: AllowedValues("payment", "refund", "refund_failed", "dispute_withdrawn", "dispute_reinstated")] string Kind, long AmountCents, string Currency, string? TimeCardId, string? SubscriptionId, string? InvoiceId,
    string? Reason)
{
    /// <remarks>Who of our operators did it is not for the user.</remarks>
    internal static PaymentAnswer Of(MoneyLine line)
    {
        var entry = line.Entry;
        return new(
            line.Number, entry.At, entry.Kind, entry.AmountCents, entry.Currency, entry.CardId, entry.SubscriptionId, entry.InvoiceId,
            entry.Reason);
    }
}

internal static class PaymentHistoryEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder app) =>
        app.MapGet("/user/payments", Read).WithTags("Payments").WithSummary("What was paid and what went back, newest first")
            .RequireAuthorization().MayAnswer(ErrorCodes.InvalidParameter);

    private static async Task<Results<Ok<PaymentsAnswer>, Problem>> Read([AsParameters] PageQuery query, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Page.TryRead(query, out var page, out var malformed)) return malformed;

        var lines = (await grains.GetGrain<IMoneyLedgerGrain>(user.Id()).Read(page.Limit, page.Before)).Lines;
        return TypedResults.Ok(new PaymentsAnswer(
            [.. lines.Select(PaymentAnswer.Of)], lines is [.., { Number: > 1 } oldest] ? oldest.Number : null));
    }
}
