using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.Ledgers;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Json;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Ledgers;

/// <summary>Always, at one instant: <c>sum − provisional = balance</c>. All in microseconds of base-rate time.</summary>
/// <param name="ProvisionalMicroseconds">What open sessions have used so far and no entry says yet.</param>
/// <param name="Next">Pass it as <c>before</c> for the next page; null when there is none.</param>
public sealed record LedgerAnswer(
    IReadOnlyList<LedgerEntry> Entries, long SumMicroseconds, long ProvisionalMicroseconds, long BalanceMicroseconds, long DebtMicroseconds,
    long? Next);

/// <param name="Microseconds">The change of the balance, signed.</param>
/// <param name="DebtMicroseconds">The change of the debt, signed.</param>
public sealed record LedgerEntry(
    long Id, DateTimeOffset At, string Kind, long Microseconds, string? SessionId, string? CardId, long DebtMicroseconds)
{
    /// <remarks>Who of our operators did it, and why, is not for the user.</remarks>
    internal static LedgerEntry Of(LedgerLine line) =>
        new(line.Number, line.At, line.Kind, line.Micros, line.SessionId, line.CardId, line.DebtMicros);
}

internal static class LedgerEndpoints
{
    public static void MapLedger(this IEndpointRouteBuilder app) =>
        app.MapGet("/time/ledger", Read).WithTags("Balance").WithSummary("Every change of the balance, newest first")
            .RequireAuthorization().MayAnswer(ErrorCodes.InvalidParameter);

    private static async Task<Results<Ok<LedgerAnswer>, Problem>> Read([AsParameters] PageQuery query, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Page.TryRead(query, out var page, out var malformed)) return malformed;

        var extract = await grains.GetGrain<ILedgerGrain>(user.Id()).Read(page.Limit, page.Before);
        var entries = extract.Entries;
        return TypedResults.Ok(new LedgerAnswer(
            [.. entries.Select(LedgerEntry.Of)], extract.SumMicros, extract.ProvisionalMicros, extract.BalanceMicros, extract.DebtMicros,
            entries is [.., { Number: > 1 } oldest] ? oldest.Number : null));
    }
}
