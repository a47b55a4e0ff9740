using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MindBot.Simulators.LiveKit.Api;

namespace MindBot.Simulators.LiveKit.Http;

/// <summary>The server API over HTTP, with the faults that only HTTP shows.</summary>
internal sealed class TwirpEndpoint(LiveKitSimulator simulator)
{
    public async Task Run(HttpContext http)
    {
        var method = (string)http.GetRouteValue("method")!;
        switch (simulator.Faults.TakeForCall(method))
        {
            case { Kind: CallFaultKind.Refuse } fault:
                await Write(http, TwirpAnswer.Error(fault.Status, TwirpErrors.Code(fault.Status), "refused by a simulated fault"));
                return;
            case { Kind: CallFaultKind.Hang }:
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case { Kind: CallFaultKind.LoseAnswer }:
                await Answer(http, method);
                http.Abort();
                return;
            default:
                await Write(http, await Answer(http, method));
                return;
        }
    }

    public static Task NoRoute(HttpContext http) =>
        Write(http, TwirpAnswer.Error("bad_route", $"no handler for path \"{http.Request.Path}\""));

    private async Task<TwirpAnswer> Answer(HttpContext http, string method)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method))
            return TwirpAnswer.Error("bad_route", $"unsupported method \"{request.Method}\" (only POST is allowed)");
        var isBinary = request.ContentType?.Split(';')[0].Trim() == TwirpAnswer.BinaryContentType;
        if (!isBinary && !request.HasJsonContentType()) return TwirpAnswer.Error("bad_route", $"unexpected Content-Type: \"{request.ContentType}\"");
        return await LimitedBody.Read(request) is { } body
            ? simulator.Twirp.Answer(method, request.Headers.Authorization.ToString(), body, isBinary)
            : TwirpAnswer.Error("malformed", "the request body is too long");
    }

    public static async Task Write(HttpContext http, TwirpAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
