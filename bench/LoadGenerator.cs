using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;

namespace MindBot.Bench;

/// <summary>What the generator is to do, passed to the child process as JSON.</summary>
/// <param name="Requests">Raw HTTP/1.1 requests; each connection sends its own list in order, again and again.</param>
/// <param name="WebhookSecret">When given, the requests are bodies of LiveKit's events, to be signed and posted.</param>
internal sealed record LoadSpec(int Port, double Seconds, string[][] Requests, string? WebhookSecret = null);

/// <param name="PerSecond">Whole rounds through a connection's list.</param>
internal sealed record LoadResult(double PerSecond, double P50Ms, double P99Ms, long Errors);

/// <summary>
/// Sends HTTP over loopback as fast as the server answers, one request at a time on each connection. A program of its own, so that it
/// can be kept on one core; plain sockets, so that it is not the bottleneck. Ends by itself.
/// </summary>
internal static class LoadGenerator
{
    public static async Task<int> Run(string specFile)
    {
        var spec = JsonSerializer.Deserialize<LoadSpec>(await File.ReadAllTextAsync(specFile))!;
        var latencies = new Percentiles();
        var signer = spec.WebhookSecret is { } secret ? new LiveKitOptions { ApiSecret = secret } : null;
        long rounds = 0, errors = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(spec.Requests.Select(async requests =>
        {
            using var connection = new HttpConnection(spec.Port);
            await connection.Open();
            byte[][] bytes = [.. requests.Select(Encoding.UTF8.GetBytes)];
            for (var round = 0; watch.Elapsed.TotalSeconds < spec.Seconds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                foreach (var request in bytes)
                {
                    var numbered = Numbered(request, round);
                    if (await connection.Exchange(signer is null ? numbered : Signed(numbered, signer)) != 200) Interlocked.Increment(ref errors);
                }

                latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Interlocked.Increment(ref rounds);
            }
        }));
        Console.WriteLine(JsonSerializer.Serialize(
            new LoadResult(rounds / watch.Elapsed.TotalSeconds, latencies.At(0.5), latencies.At(0.99), errors)));
        return 0;
    }

    /// <summary>Every <c>#######</c> in a request becomes the round's number, so that ids are new each time.</summary>
    private static byte[] Numbered(byte[] request, int round)
    {
        var at = request.AsSpan().IndexOf("#######"u8);
        if (at < 0) return request;
        var numbered = (byte[])request.Clone();
        for (; at >= 0; at = numbered.AsSpan().IndexOf("#######"u8))
            Utf8Formatter.TryFormat(round, numbered.AsSpan(at, 7), out _, new System.Buffers.StandardFormat('D', 7));
        return numbered;
    }

    private static byte[] Signed(byte[] body, LiveKitOptions signer)
    {
        var head = $"POST /webhooks/livekit HTTP/1.1\r\nHost: localhost\r\nContent-Type: {LiveKitWebhookSignature.ContentType}\r\n"
            + $"Authorization: {LiveKitWebhookSignature.Sign(body, signer, TimeProvider.System.GetUtcNow())}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
