using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Http;

/// <summary>From a request to the simulated API and back: routes, authentication, version, idempotency keys, faults, headers.</summary>
internal sealed class StripePipeline(StripeSimulator simulator)
{
    private const int MaxIdempotencyKeyLength = 255;
    private readonly IReadOnlyList<StripeRoute> controls = StripeRoutes.Controls(simulator);

    /// <returns>Null when the caller is to get no answer.</returns>
    public async Task<StripeResponse?> Answer(StripeRequest request, CancellationToken cancellation)
    {
        var requestId = simulator.NewRequestId();
        var headers = new Dictionary<string, string> { ["Request-Id"] = requestId };
        StripeReply? reply;
        try
        {
            reply = request.Path.StartsWith("/simulate", StringComparison.Ordinal)
                ? Control(request, requestId)
                : await ExecuteAlone(request, requestId, headers, cancellation);
        }
        catch (StripeApiError refused)
        {
            reply = refused.ToReply();
        }

        if (reply?.OriginalRequest is { } original)
        {
            headers["Idempotent-Replayed"] = "true";
            headers["Original-Request"] = original;
        }
        return reply is null ? null : new StripeResponse(reply.Status, reply.Json, headers);
    }

    /// <summary>Takes JSON only, so that a browser asks before a page of another origin may post.</summary>
    private StripeReply Control(StripeRequest request, string requestId)
    {
        var (route, id) = Route(controls, request);
        if (request.Method == "POST" && request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            throw new StripeApiError(415, "Send JSON.");
        var parameters = StripeParameters.ParseJson(request.Body);
        return simulator.Execute(
            new StripeCall(request.Method, request.Path, id, parameters, false, requestId, null, simulator.NewWork(simulator.NowSeconds, requestId)),
            route.Handle);
    }

    /// <summary>Holds the idempotency key until just before the answer goes out, so whoever has the answer finds the key free.</summary>
    private async Task<StripeReply?> ExecuteAlone(
        StripeRequest request, string requestId, Dictionary<string, string> headers, CancellationToken cancellation)
    {
        var (call, handle) = Read(request, requestId, headers);
        if (call.IdempotencyKey is not { } key) return await Execute(call, handle, headers, cancellation);

        headers["Idempotency-Key"] = key;
        if (!simulator.TryClaim(key))
            throw new StripeApiError(409,
                $"There is currently another in-progress request using this Idempotent Key ({key}). Please try again later.",
                "idempotency_key_in_use", type: "idempotency_error");
        try
        {
            return await Execute(call, handle, headers, cancellation);
        }
        finally
        {
            simulator.Release(key);
        }
    }

    private async Task<StripeReply?> Execute(
        StripeCall call, Func<StripeCall, StripeReply> handle, Dictionary<string, string> headers, CancellationToken cancellation)
    {
        var outage = new StripeApiError(500, "An unknown error occurred", type: "api_error").ToReply();
        switch (simulator.Faults.TakeForCall())
        {
            case { Kind: CallFaultKind.FailBefore } fault:
                return outage with { Status = fault.Status };
            case { Kind: CallFaultKind.FailDuring }:
                // Remembered, so that trying again is of no use; Stripe says so.
                headers["Stripe-Should-Retry"] = "false";
                return simulator.Execute(call, _ => outage);
            case { Kind: CallFaultKind.Hang }:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return null;
            case { Kind: CallFaultKind.LoseAnswer }:
                simulator.Execute(call, handle);
                return null;
            default:
                return simulator.Execute(call, handle);
        }
    }

    private (StripeCall Call, Func<StripeCall, StripeReply> Handle) Read(StripeRequest request, string requestId, Dictionary<string, string> headers)
    {
        var isPost = request.Method == "POST";
        if (request.Body.Length > 0 && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            throw new StripeApiError(400, "Send parameters form-encoded, with the content type application/x-www-form-urlencoded.");
        var parameters = StripeParameters.Parse(isPost ? request.Body : request.Query.TrimStart('?'));

        // The key comes first: who has none does not learn what there is.
        var isKnown = TryRoute(StripeRoutes.Api, request, out var route, out var id);
        var isPublishable = StripeAuthentication.IsPublishable(request, parameters, simulator.Options, route?.InBrowser ?? false);
        if (!isKnown) throw NoRoute(request);

        var version = request.Header("Stripe-Version");
        if (version is not (null or "" or StripeWire.ApiVersion))
            throw new StripeApiError(400, $"Invalid Stripe API version: {version}. This simulator knows only {StripeWire.ApiVersion}.");
        headers["Stripe-Version"] = StripeWire.ApiVersion;

        var key = isPost && request.Header("Idempotency-Key") is { Length: > 0 } given ? given : null;
        if (key?.Length > MaxIdempotencyKeyLength)
            throw new StripeApiError(400, $"Idempotency keys have up to {MaxIdempotencyKeyLength} characters.");
        return (new StripeCall(request.Method, request.Path, id, parameters, isPublishable, requestId, key,
            simulator.NewWork(simulator.NowSeconds, requestId, key)), route!.Handle);
    }

    private static (StripeRoute Route, string Id) Route(IReadOnlyList<StripeRoute> routes, StripeRequest request) =>
        TryRoute(routes, request, out var route, out var id) ? (route!, id) : throw NoRoute(request);

    private static bool TryRoute(IReadOnlyList<StripeRoute> routes, StripeRequest request, out StripeRoute? route, out string id)
    {
        foreach (var candidate in routes)
        {
            if (candidate.Match(request.Method, request.Path) is not { } found) continue;
            (route, id) = (candidate, found);
            return true;
        }
        (route, id) = (null, "");
        return false;
    }

    private static StripeApiError NoRoute(StripeRequest request) => new(404, $"Unrecognized request URL ({request.Method}: {request.Path}).");
}
