namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>
/// Makes calls of LiveKit's RoomService, whoever sends them: each try with a fresh token, retried, a limited number at a time, within a limit of
/// time, and not at all while LiveKit is known to be down.
/// </summary>
/// <param name="time">For waits and limits.</param>
/// <param name="wallClock">For the tokens' validity, which LiveKit judges by its own clock.</param>
internal sealed class LiveKitClient(ILiveKitSender sender, LiveKitOptions options, TimeProvider time, TimeProvider wallClock)
{
    /// <summary>The name in the tokens; LiveKit shows it nowhere.</summary>
    private const string Identity = "mindbot-server";

    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim places = new(options.MaxConcurrentCalls);
    private readonly LiveKitCircuit circuit = new(time);

    /// <returns>LiveKit's answer: a success, or one that says that the call's object is gone.</returns>
    public async Task<LiveKitAnswer> Send(LiveKitCall call, CancellationToken cancellation)
    {
        if (circuit.IsOpen) throw Down(call);

        using var limit = new CancellationTokenSource(options.OperationLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        LiveKitAnswer answer;
        try
        {
            answer = await SendInPlace(call, both.Token);
        }
        catch (HttpRequestException error)
        {
            circuit.Failed();
            throw new VoiceRoomsUnavailableException($"LiveKit could not be reached for {call.Method}: {error.Message}", error);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            circuit.Failed();
            throw new VoiceRoomsUnavailableException(
                $"LiveKit did not answer {call.Method} within {options.OperationLimit.TotalSeconds} s.", late);
        }

        if (answer.IsSuccess || call.IsGone(answer)) return answer;
        throw new VoiceRoomsUnavailableException($"LiveKit answered {call.Method} with {answer}.");
    }

    private async Task<LiveKitAnswer> SendInPlace(LiveKitCall call, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        try
        {
            // While this call waited, others may have found that LiveKit is down.
            if (!circuit.TryEnter()) throw Down(call);

            var answer = await SendWithRetries(call, cancellation);
            if (answer.IsOutage && !call.IsGone(answer)) circuit.Failed();
            else circuit.Succeeded();
            return answer;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<LiveKitAnswer> SendWithRetries(LiveKitCall call, CancellationToken cancellation)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                var answer = await Try(call, cancellation);
                if (!answer.IsOutage || call.IsGone(answer) || retry == options.MaxRetries) return answer;
            }
            catch (HttpRequestException) when (retry < options.MaxRetries)
            {
                // The next try may reach it.
            }
            await Task.Delay(Backoff(retry, Random.Shared.NextDouble()), time, cancellation);
        }
    }

    private async Task<LiveKitAnswer> Try(LiveKitCall call, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.TryLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var apiBase = options.ApiBase() ?? throw new HttpRequestException("its address is not known yet");
            var token = new LiveKitAccessToken(Identity, call.Grant) { Lifetime = TokenLifetime }.Sign(options, wallClock.GetUtcNow());

            // The base may have a path of its own, which resolving a relative address would drop.
            return await sender.Send(call, apiBase.GetLeftPart(UriPartial.Path).TrimEnd('/'), token, both.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {options.TryLimit.TotalSeconds} s", late);
        }
    }

    /// <summary>0.2 s, then 0.4 s and so on, of which jitter takes up to a half.</summary>
    /// <param name="retry">0 for the first retry.</param>
    /// <param name="jitter">In [0, 1).</param>
    private static TimeSpan Backoff(int retry, double jitter) => TimeSpan.FromSeconds(0.2 * Math.Pow(2, retry) * (1 - jitter / 2));

    private static VoiceRoomsUnavailableException Down(LiveKitCall call) =>
        new($"LiveKit has not answered several calls in a row; {call.Method} was not sent.");
}
