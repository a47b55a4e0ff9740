using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MindBot.Grains.Auditing;
using MindBot.Grains.Users;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Admin;

/// <summary>What the auditor found, and what an operator can do about it.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/audit", Read).WithSummary("Where the auditor stands, and the wallets that break a rule").MayAnswer(ErrorCodes.NotFound);
        admin.MapPost("/audit/{id}/freeze", Freeze).WithSummary("Freeze a user's wallet: sessions end, and no credit can be used")
            .MayAnswer(ErrorCodes.NotFound);
        admin.MapPost("/audit/{id}/thaw", Thaw).WithSummary("Thaw a user's wallet; its time cards live longer by the time that they were frozen")
            .MayAnswer(ErrorCodes.NotFound);
    }

    private static async Task<Results<Ok<AuditAnswer>, Problem>> Read(
        [FromQuery(Name = "user_id"), Description("Audit this user's wallet now.")] string? userId, IGrainFactory grains)
    {
        var audit = Audit(grains);
        var audited = AdminEndpoints.IsId(userId) ? await audit.Audit(userId) : null;
        return userId is not null && audited is null
            ? Problem.Of(ErrorCodes.NotFound, "There is no such wallet.")
            : TypedResults.Ok(AuditAnswer.Of(await audit.Read(), audited));
    }

    private static Task<Results<Ok<FreezeAnswer>, Problem>> Freeze(
        [Description("The user's.")] string id, FreezeRequest body, HttpContext http, IGrainFactory grains) =>
        Change(id, body, grains, wallet => wallet.Freeze(Note(http, body)));

    private static Task<Results<Ok<FreezeAnswer>, Problem>> Thaw(
        [Description("The user's.")] string id, FreezeRequest body, HttpContext http, IGrainFactory grains) =>
        Change(id, body, grains, wallet => wallet.Thaw(Note(http, body)));

    private static async Task<Results<Ok<FreezeAnswer>, Problem>> Change(
        string id, FreezeRequest body, IGrainFactory grains, Func<IWalletGrain, Task<WalletView>> change)
    {
        if (AdminEndpoints.CheckReason(body.Reason) is { } malformed) return malformed;
        if (!AdminEndpoints.IsId(id)) return AdminEndpoints.NoSuchUser();
        // A wallet may outlive its user's data.
        if (await grains.GetGrain<IUserGrain>(id).GetProfile() is null && await Audit(grains).Audit(id) is null) return AdminEndpoints.NoSuchUser();
        var view = await change(grains.GetGrain<IWalletGrain>(id));
        return TypedResults.Ok(new FreezeAnswer(id, view.FrozenAt, BalanceSummary.Of(view.AvailableMicros, view.ActiveCards)));
    }

    private static IAuditGrain Audit(IGrainFactory grains) => grains.GetGrain<IAuditGrain>(IAuditGrain.Key);

    private static string Note(HttpContext http, FreezeRequest body) => $"{AdminEndpoints.Operator(http)}: {body.Reason}";
}
