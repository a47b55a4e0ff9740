using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MindBot.Bench;

/// <param name="Rate">Requests a second, whether or not the server keeps up; null: as fast as it answers.</param>
/// <param name="Tokens">The users' access tokens; connections take them in turn.</param>
internal sealed record OverloadSpec(int Port, double Seconds, double? Rate, int Connections, string[] Tokens, string Series);

/// <param name="PerSecond">Requests that were sent.</param>
/// <param name="ShedP99Ms">Null when nothing was refused.</param>
/// <param name="Started">User and session id of every start that was acknowledged.</param>
/// <param name="Ended">As <paramref name="Started"/>: ends.</param>
internal sealed record OverloadResult(
    double PerSecond, long Accepted, long Shed, long Others, double P50Ms, double P99Ms, double? ShedP99Ms, string[] Started, string[] Ended);

/// <summary>
/// Users who look at their balance, start a session and end it, two looks for each start; who is refused goes on with the next. Remembers what was
/// acknowledged. A program of its own, on a core of its own; ends by itself.
/// </summary>
internal sealed class OverloadGenerator(OverloadSpec spec)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Percentiles accepted = new(), shed = new();
    private readonly ConcurrentBag<string> started = [], ended = [];
    private long others, sent;

    public static async Task<int> Run(string specFile)
    {
        var generator = new OverloadGenerator(JsonSerializer.Deserialize<OverloadSpec>(await File.ReadAllTextAsync(specFile))!);
        Console.WriteLine(JsonSerializer.Serialize(await generator.Send()));
        return 0;
    }

    private async Task<OverloadResult> Send()
    {
        await Task.WhenAll(Enumerable.Range(0, spec.Connections).Select(Connect));
        return new OverloadResult(
            sent / watch.Elapsed.TotalSeconds, accepted.Count, shed.Count, others, accepted.At(0.5), accepted.At(0.99), shed.Count > 0 ? shed.At(0.99) : null,
            [.. started], [.. ended]);
    }

    private async Task Connect(int number)
    {
        using var connection = new HttpConnection(spec.Port);
        await connection.Open();
        var (token, user) = (spec.Tokens[number % spec.Tokens.Length], number % spec.Tokens.Length);
        var look = Request("GET", "/time/balance", token, null);
        // Counted by what is sent: where a start is refused there is no end, and what comes next takes its place in time.
        var requests = 0;
        for (var round = 0; watch.Elapsed.TotalSeconds < spec.Seconds; round++)
        {
            await Exchange(look);
            await Exchange(look);
            var id = $"{spec.Series}_{number}_{round}";
            if (!await Exchange(Request("POST", "/time/session/start", token, $$"""{"session_id":"{{id}}","room_name":"overload_{{number}}"}"""))) continue;
            started.Add($"{user} {id}");
            if (await Exchange(Request("POST", "/time/session/end", token, $$"""{"session_id":"{{id}}"}"""))) ended.Add($"{user} {id}");
        }

        async Task<bool> Exchange(byte[] bytes)
        {
            await Await(number, requests++);
            return await Timed(connection, bytes);
        }
    }

    /// <summary>Until it is the connection's turn to send its next request; whoever is late sends at once.</summary>
    private async Task Await(int connectionNumber, int request)
    {
        if (spec.Rate is not { } rate) return;
        var due = TimeSpan.FromSeconds((request * (double)spec.Connections + connectionNumber) / rate);
        if (due - watch.Elapsed is var early && early > TimeSpan.Zero) await Task.Delay(early);
    }

    /// <returns>Whether the request was accepted.</returns>
    private async Task<bool> Timed(HttpConnection connection, byte[] bytes)
    {
        var began = Stopwatch.GetTimestamp();
        var status = await connection.Exchange(bytes);
        Interlocked.Increment(ref sent);
        var ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (status == 200) accepted.Add(ms);
        else if (status == 503) shed.Add(ms);
        else Interlocked.Increment(ref others);
        return status == 200;
    }

    private static byte[] Request(string method, string path, string token, string? body) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        + (body is null ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
}
