using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MindBot.Grains;
using MindBot.Grains.Ledgers;
using MindBot.Grains.Payments;
using MindBot.Grains.TimeCards;
using MindBot.Grains.Users;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Overload;
using MindBot.WebFront.TimeCards;
using MindBot.WebFront.Users;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Admin;

/// <summary>For operators, behind a key of their own; not there at all when none is set. What they change says who did it and why.</summary>
internal static class AdminEndpoints
{
    private const int MaxReasonLength = 500, MaxOrderLength = 100, MaxIdLength = 256, RecentEntries = 50;
    private const decimal MaxMinutes = 100_000m;
    private const long MicrosPerMinute = 60_000_000;

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<AdminKey>() is null) return;
        var admin = app.MapGroup("/admin").WithTags("Operators").WithMetadata(new ForOperators()).TakesPrecedence();
        admin.MapPost("/time-cards/{id}/refund", Refund).WithSummary("Give the money for a time card back, or a part of it")
            .WithMetadata(HonoursIdempotencyKey.Always).MayAnswer(
                ErrorCodes.InvalidIdempotencyKey, RefusalCodes.IdempotencyKeyReused, RefusalCodes.CardNotFound, RefusalCodes.CardNotPaid,
                RefusalCodes.CardRefunded, RefusalCodes.RefundRefused, RefusalCodes.PaymentDeclined, RefusalCodes.PaymentUnavailable);
        admin.MapPost("/users/{id}/credit", Credit).WithSummary("Give a user minutes").WithMetadata(HonoursIdempotencyKey.Always)
            .MayAnswer(ErrorCodes.InvalidIdempotencyKey, RefusalCodes.IdempotencyKeyReused, ErrorCodes.NotFound);
        admin.MapGet("/users/{idOrEmail}", LookUp).WithSummary("Look a user up by id or e-mail address").MayAnswer(ErrorCodes.NotFound);
        admin.MapDelete("/users/{idOrEmail}", Delete).WithSummary("Delete a user's account, as its owner would")
            .MayAnswer(ErrorCodes.NotFound, ErrorCodes.BalanceRemains);
        admin.MapGet("/disputes", Disputes).WithSummary("The newest disputes");
        admin.MapFailedEvents();
        admin.MapAudit();
    }

    private static async Task<Results<Ok<RefundAnswer>, Problem>> Refund(
        [Description("The time card's.")] string id, RefundRequest body, HttpContext http, IGrainFactory grains)
    {
        if (CheckReason(body.Reason) is { } malformed) return malformed;
        if (body.AmountCents is <= 0) return Problem.Of(ErrorCodes.InvalidField, "'amount_cents' must be above 0; leave it out to refund all.");
        if (OrderOf(http) is not { } order) return OrderMissing();
        if (!IsId(id)) return Problem.Of(RefusalCodes.CardNotFound, "There is no such time card.");
        var reply = await grains.GetGrain<ITimeCardGrain>(id).Refund(new RefundOrder(order, body.AmountCents, Operator(http), body.Reason!));
        return reply.Refusal is { } refusal
            ? Problem.Of(refusal)
            : TypedResults.Ok(new RefundAnswer(reply.RefundId!, reply.Status!, reply.AmountCents, TimeCardAnswer.Of(reply.Card!)));
    }

    private static async Task<Results<Ok<CreditMinutesAnswer>, Problem>> Credit(
        [Description("The user's.")] string id, CreditMinutesRequest body, HttpContext http, IGrainFactory grains, TimeProvider time)
    {
        if (CheckReason(body.Reason) is { } malformed) return malformed;
        var minutes = decimal.Round(body.Minutes ?? 0, 2);
        if (minutes is not (> 0 and <= MaxMinutes)) return Problem.Of(ErrorCodes.InvalidField, $"'minutes' must be above 0 and at most {MaxMinutes}.");
        if (OrderOf(http) is not { } order) return OrderMissing();
        if (!IsId(id) || await grains.GetGrain<IUserGrain>(id).GetProfile() is null) return NoSuchUser();

        var wallet = grains.GetGrain<IWalletGrain>(id);
        var cardId = $"grant_{order}";
        var micros = (long)(minutes * MicrosPerMinute);
        var card = await wallet.Credit(new CreditRequest(
            cardId, null, micros, time.GetUtcNow(), Note: $"{Operator(http)}: {body.Reason}"));
        if (card.IssuedMicros != micros)
            return Problem.Of(RefusalCodes.IdempotencyKeyReused, $"This {IdempotencyKeyHeader.Name} belongs to another credit. Use a new key for a new one.");
        await wallet.ConfirmGrant(cardId);
        var view = await wallet.GetView(signOfLife: false);
        return TypedResults.Ok(new CreditMinutesAnswer(TimeCardAnswer.Of(card), BalanceSummary.Of(view.AvailableMicros, view.ActiveCards)));
    }

    private static async Task<Results<Ok<LookedUpUser>, Problem>> LookUp(
        [Description("The user's id or e-mail address.")] string idOrEmail, IGrainFactory grains)
    {
        if (await Find(idOrEmail, grains) is not { } profile) return NoSuchUser();
        var id = profile.Id;
        var view = await grains.GetGrain<IWalletGrain>(id).GetView(signOfLife: false);
        var totals = await grains.GetGrain<IMoneyLedgerGrain>(id).GetTotals();
        var ledger = await grains.GetGrain<ILedgerGrain>(id).Read(RecentEntries, before: null);
        return TypedResults.Ok(new LookedUpUser(
            profile.Id, profile.Email, profile.FullName, profile.CreatedAt, profile.LastLogin,
            BalanceSummary.Of(view.AvailableMicros, view.ActiveCards), view.DebtMicros, [.. view.Cards.Select(TimeCardAnswer.Of)],
            BalanceEvent.Of(view).Sessions, totals.SpentCents, [.. ledger.Entries.Select(NotedLedgerEntry.Of)]));
    }

    private static async Task<Results<Ok<DeletedAccount>, Problem>> Delete(
        [Description("The user's id or e-mail address.")] string idOrEmail, [FromBody] DeleteUserRequest body, HttpContext http, IGrainFactory grains,
        AccountDeletions deletions, ILogger<AccountDeletions> log)
    {
        if (CheckReason(body.Reason) is { } malformed) return malformed;
        if (await Find(idOrEmail, grains) is not { } profile) return NoSuchUser();
        if (await deletions.Delete(profile.Id, body.ForfeitBalance == true) is { } refused) return refused;
        log.LogInformation("The account {UserId} is deleted by {Operator}: {Reason}", profile.Id, Operator(http), body.Reason);
        return TypedResults.Ok(new DeletedAccount("deleted"));
    }

    private static async Task<Results<Ok<DisputesAnswer>, Problem>> Disputes(
        [Range(1, IDisputeListGrain.Kept), DefaultValue(50), Description("How many at most.")] int? limit, IGrainFactory grains)
    {
        if (limit is <= 0 or > IDisputeListGrain.Kept) return Problem.Of(ErrorCodes.InvalidParameter, $"'limit' must be 1 to {IDisputeListGrain.Kept}.");
        var disputes = await grains.GetGrain<IDisputeListGrain>(IDisputeListGrain.Key).Read(limit ?? 50);
        return TypedResults.Ok(new DisputesAnswer([.. disputes.Select(DisputeAnswer.Of)]));
    }

    private static async Task<UserProfile?> Find(string idOrEmail, IGrainFactory grains)
    {
        var id = idOrEmail.Contains('@') ? await grains.GetGrain<IEmailGrain>(EmailAddress.Key(idOrEmail)).FindUser() : idOrEmail;
        return !IsId(id) ? null : await grains.GetGrain<IUserGrain>(id).GetProfile();
    }

    /// <summary>Nothing else can be the key of a grain; whatever is none names nothing.</summary>
    internal static bool IsId([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= MaxIdLength } && id.All(c => c is > ' ' and < '\x7f');

    internal static Problem? CheckReason(string? reason) => reason?.Trim().Length is > 0 and <= MaxReasonLength && !reason.Any(char.IsControl)
        ? null
        : Problem.Of(ErrorCodes.InvalidField, $"'reason' is required, at most {MaxReasonLength} characters: it goes into the ledger.");

    /// <summary>Money must not go out twice because an answer was lost, so here the key is not optional.</summary>
    private static string? OrderOf(HttpContext http) =>
        http.Request.Headers[IdempotencyKeyHeader.Name].ToString() is { Length: > 0 and <= MaxOrderLength } key && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? key
            : null;

    private static Problem OrderMissing() => Problem.Of(
        ErrorCodes.InvalidIdempotencyKey, $"An {IdempotencyKeyHeader.Name} header is required, of at most {MaxOrderLength} letters, digits, - and _.");

    internal static Problem NoSuchUser() => Problem.Of(ErrorCodes.NotFound, "There is no such user.");

    internal static string Operator(HttpContext http) => (string)http.Items[AdminKey.OperatorHeader]!;
}
