using System.Diagnostics;
using System.Net;
using System.Text;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;

namespace MindBot.Bench;

/// <summary>LiveKit's events at a steady, low rate, each in a room of its own.</summary>
internal sealed class WebhookStream
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public Percentiles Latencies { get; } = new();

    public static async Task<WebhookStream> Send(Uri address, CancellationToken done)
    {
        var stream = new WebhookStream();
        using var http = new HttpClient { BaseAddress = address };
        for (var i = 0; !done.IsCancellationRequested; i++)
        {
            var body = Encoding.UTF8.GetBytes(WebhookBench.Event("participant_joined", $"user_{i}", i, $"stream_{i}"));
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/livekit") { Content = new ByteArrayContent(body) };
            request.Headers.TryAddWithoutValidation(
                "Authorization", LiveKitWebhookSignature.Sign(body, new LiveKitOptions(), TimeProvider.System.GetUtcNow()));
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request, CancellationToken.None);
            stream.Latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (answer.StatusCode == HttpStatusCode.OK) stream.Accepted++;
            else stream.Refused++;
            await Task.Delay(Pause, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return stream;
    }
}
