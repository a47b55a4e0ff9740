using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe;

/// <summary>From HTTP to the simulated API and back: authentication, version, idempotency keys, faults, headers.</summary>
internal sealed class StripePipeline(StripeSimulator simulator, TimeProvider time)
{
    private const int MaxBodyBytes = 64 * 1024, MaxIdempotencyKeyLength = 255;

    /// <param name="inBrowser">Whether the publishable key is enough.</param>
    public async Task Run(HttpContext http, Func<StripeCall, StripeReply> handle, bool inBrowser = false)
    {
        var requestId = StripeIds.Request();
        http.Response.Headers["Request-Id"] = requestId;
        StripeReply? reply;
        try
        {
            reply = await ExecuteAlone(http, await Read(http, requestId, inBrowser), handle);
        }
        catch (StripeApiError refused)
        {
            reply = refused.ToReply();
        }

        if (reply is null) http.Abort();
        else await Write(http, reply);
    }

    /// <summary>Holds the idempotency key until just before the answer goes out, so whoever has the answer finds the key free.</summary>
    private async Task<StripeReply?> ExecuteAlone(HttpContext http, StripeCall call, Func<StripeCall, StripeReply> handle)
    {
        if (call.IdempotencyKey is not { } key) return await Execute(http, call, handle);

        http.Response.Headers["Idempotency-Key"] = key;
        if (!simulator.TryClaim(key))
            throw new StripeApiError(409,
                $"There is currently another in-progress request using this Idempotent Key ({key}). Please try again later.",
                "idempotency_key_in_use", type: "idempotency_error");
        try
        {
            return await Execute(http, call, handle);
        }
        finally
        {
            simulator.Release(key);
        }
    }

    /// <returns>Null when the caller is to get no answer.</returns>
    private async Task<StripeReply?> Execute(HttpContext http, StripeCall call, Func<StripeCall, StripeReply> handle)
    {
        var outage = new StripeApiError(500, "An unknown error occurred", type: "api_error").ToReply();
        switch (simulator.Faults.TakeForCall())
        {
            case { Kind: CallFaultKind.FailBefore } fault:
                return outage with { Status = fault.Status };
            case { Kind: CallFaultKind.FailDuring }:
                // Remembered, so that trying again is of no use; Stripe says so.
                http.Response.Headers["Stripe-Should-Retry"] = "false";
                return simulator.Execute(call, _ => outage);
            case { Kind: CallFaultKind.Hang }:
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return null;
            case { Kind: CallFaultKind.LoseAnswer }:
                simulator.Execute(call, handle);
                return null;
            default:
                return simulator.Execute(call, handle);
        }
    }

    private async Task<StripeCall> Read(HttpContext http, string requestId, bool inBrowser)
    {
        var request = http.Request;
        var isPost = HttpMethods.IsPost(request.Method);
        var parameters = StripeParameters.Parse(isPost ? await ReadBody(request) : request.QueryString.Value ?? "");
        var isPublishable = StripeAuthentication.IsPublishable(request, parameters, simulator.Options, inBrowser);

        var version = request.Headers["Stripe-Version"].ToString();
        if (version is not "" and not StripeWire.ApiVersion)
            throw new StripeApiError(400, $"Invalid Stripe API version: {version}. This simulator knows only {StripeWire.ApiVersion}.");
        http.Response.Headers["Stripe-Version"] = StripeWire.ApiVersion;

        var key = isPost ? request.Headers["Idempotency-Key"].ToString() : "";
        if (key.Length > MaxIdempotencyKeyLength)
            throw new StripeApiError(400, $"Idempotency keys have up to {MaxIdempotencyKeyLength} characters.");

        var path = request.Path.Value![request.Path.Value!.IndexOf("/v1", StringComparison.Ordinal)..];
        return new StripeCall(request.Method, path, http.GetRouteValue("id") as string ?? "", parameters, isPublishable, requestId,
            key.Length == 0 ? null : key, time.GetUtcNow().ToUnixTimeSeconds());
    }

    private static async Task<string> ReadBody(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > MaxBodyBytes) throw new StripeApiError(400, $"The request is longer than {MaxBodyBytes} bytes.");
            body.Write(buffer, 0, read);
        }
        if (body.Length > 0 && !request.HasFormContentType)
            throw new StripeApiError(400, "Send parameters form-encoded, with the content type application/x-www-form-urlencoded.");
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private static async Task Write(HttpContext http, StripeReply reply)
    {
        if (reply.OriginalRequest is { } original)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
            http.Response.Headers["Original-Request"] = original;
        }
        var body = Encoding.UTF8.GetBytes(reply.Json);
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
