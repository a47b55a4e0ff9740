using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
            using var connection = new Connection(spec.Port);
            await connection.Open();
            byte[][] bytes = [.. requests.Select(Encoding.UTF8.GetBytes)];
            for (var round = 0; watch.Elapsed.TotalSeconds < spec.Seconds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                foreach (var request in bytes)
                {
                    var numbered = Numbered(request, round);
                    if (!await connection.Exchange(signer is null ? numbered : Signed(numbered, signer))) Interlocked.Increment(ref errors);
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

    private sealed class Connection(int port) : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] buffer = new byte[64 * 1024];

        public async Task Open() => await socket.ConnectAsync(IPAddress.Loopback, port);

        /// <summary>True when the answer was a 200.</summary>
        public async Task<bool> Exchange(byte[] request)
        {
            await socket.SendAsync(request);
            var length = 0;
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0) throw new IOException("The server closed the connection.");
                length += read;
                if (IsComplete(buffer.AsSpan(0, length))) return buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8);
            }
        }

        public void Dispose() => socket.Dispose();

        private static bool IsComplete(ReadOnlySpan<byte> answer)
        {
            var head = answer.IndexOf("\r\n\r\n"u8);
            if (head < 0) return false;
            var name = answer[..head].IndexOf("Content-Length: "u8);
            if (name < 0) return answer.EndsWith("0\r\n\r\n"u8);
            Utf8Parser.TryParse(answer[(name + "Content-Length: ".Length)..], out int content, out _);
            return answer.Length >= head + 4 + content;
        }
    }
}
