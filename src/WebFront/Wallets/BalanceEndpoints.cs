using System.Globalization;
using System.Net.ServerSentEvents;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Overload;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Wallets;

internal static class BalanceEndpoints
{
    public static void MapBalance(this IEndpointRouteBuilder app)
    {
        var balance = app.MapGroup("/time/balance").WithTags("Balance");
        balance.MapGet("", Get).WithSummary("The balance and the cards").RequireAuthorization();
        balance.MapGet("/stream", Stream).RequireAuthorization(SecuritySetup.StreamPolicy).TakesNoPlace().MayAnswer(ErrorCodes.TooManyStreams)
            .WithSummary("The balance, live: server-sent events balance, warning, paused, exhausted, credited, heartbeat");
        balance.MapPost("/stream-ticket", MakeTicket).RequireAuthorization()
            .WithSummary("A ticket that opens the stream (?ticket=…) for a minute, where no header can be sent");
    }

    /// <summary>The number of the last notice that a client saw before it had to connect again; null when it says none of ours.</summary>
    private static long? LastSeen(HttpContext http) =>
        long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<Ok<BalanceAnswer>> Get(ClaimsPrincipal user, IGrainFactory grains) =>
        TypedResults.Ok(BalanceAnswer.Of(await grains.GetGrain<IWalletGrain>(user.Id()).GetView(signOfLife: true)));

    private static Results<ServerSentEventsResult<StreamEvent>, Problem> Stream(ClaimsPrincipal user, HttpContext http, BalanceStreams streams)
    {
        if (streams.TryOpen(user.Id(), user.SecurityVersion(), out var refusal) is not { } stream) return refusal!;

        http.Response.RegisterForDispose(stream);
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(stream.Read(LastSeen(http), http.RequestAborted));
    }

    private static Ok<StreamTicket> MakeTicket(ClaimsPrincipal user, AccessTokens tokens) =>
        TypedResults.Ok(new StreamTicket(tokens.IssueStreamTicket(user.Id(), user.SecurityVersion()), (int)AccessTokens.TicketLifetime.TotalSeconds));
}

/// <param name="ExpiresIn">Seconds. A stream that is open by then stays open.</param>
public sealed record StreamTicket(string Ticket, int ExpiresIn);
