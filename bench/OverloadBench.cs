using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindBot.Bench;

/// <summary>
/// Three times as many requests as the server can answer, for a minute, while people talk: who is accepted is answered soon, who talks is metered
/// rightly, and what was acknowledged is there afterwards. Fails when it is not.
/// </summary>
internal static class OverloadBench
{
    private const int Users = 64, Talkers = 40, Connections = 1_024;
    private const double WarmUpSeconds = 12, CapacitySeconds = 8, Seconds = 60, Times = 3;

    /// <summary>Beside what an answer takes: the clocks' reading, and half a millisecond of rounding at each end.</summary>
    private const double ClockMs = 5;

    public static async Task Run(Report report)
    {
        using var server = await ServerProcess.Start(core: 0);
        var tokens = new string[Users];
        for (var i = 0; i < Users; i++) tokens[i] = await HttpBench.Register(server.Address, i);
        var talkers = new Talker[Talkers];
        for (var i = 0; i < Talkers; i++)
            talkers[i] = new Talker(server.Address, await HttpBench.Register(server.Address, Users + i, runsEmpty: i % 2 == 1));

        await Load(server, WarmUpSeconds, rate: null, connections: 32, tokens, "warm");
        var capacity = await Load(server, CapacitySeconds, rate: null, connections: 32, tokens, "full");
        if (capacity.Shed + capacity.Others > 0) throw new InvalidOperationException("Requests were refused before there were too many.");
        var before = server.WorkingSet;

        foreach (var talker in talkers) await talker.Start();
        using var done = new CancellationTokenSource();
        var webhooks = WebhookStream.Send(server.Address, done.Token);
        var memory = WatchMemory(server, done.Token);
        var result = await Load(server, Seconds, Times * capacity.PerSecond, Connections, tokens, "over");
        var recovered = await TimeToRecover(server.Address, tokens[0]);
        await done.CancelAsync();
        var sent = await webhooks;

        var wrong = new List<string>();
        if (result.Others > 0) wrong.Add($"{result.Others} answers were neither 200 nor 503");
        foreach (var talker in talkers) wrong.AddRange(await talker.End(ClockMs));
        wrong.AddRange(await Missing(server.Address, tokens, result));
        if (wrong.Count > 0) throw new InvalidOperationException(string.Join("\n", wrong.Prepend("Overload did harm:")));

        report.Section(
            "Overload",
            $"The server on one core answers as many requests a second as in the first row (of {Users} users: two looks at the balance, a session's start, its end) and is then sent "
            + $"{Times:0} times as many for {Seconds:0} s over {Connections:#,0} connections, while {Talkers} other people talk, half of them until their time is up, and LiveKit tells of joins and leaves. "
            + $"All {Talkers} were metered to the instants of their start and end, those who ran empty for exactly what they had, and each of the {result.Started.Length:#,0} starts and {result.Ended.Length:#,0} ends "
            + "that were acknowledged is in its user's history; else the run would have failed.");
        report.Table(
            ["", "requests a second", "accepted a second", "refused", "accepted p50", "p99", "refused p99", "process"],
            [
                Row("as fast as it answers, 32 connections", capacity, before),
                Row($"{Times:0} × that", result, await memory),
            ]);
        report.Table(
            ["LiveKit's webhooks meanwhile", "refused", "p50", "p99", "all accepted again after"],
            [[$"{sent.Accepted:#,0}", $"{sent.Refused:#,0}", Ms(sent.Latencies.At(0.5)), Ms(sent.Latencies.At(0.99)), $"{recovered.TotalSeconds:0.0} s"]]);
    }

    private static string[] Row(string name, OverloadResult result, long bytes)
    {
        double total = result.Accepted + result.Shed;
        return
        [
            name, Report.Number(result.PerSecond), Report.Number(result.PerSecond * result.Accepted / total),
        Report.Percent(result.Shed / total), Ms(result.P50Ms), Ms(result.P99Ms), Ms(result.ShedP99Ms), $"{bytes / 1e6:#,0} MB",
        ];
    }

    private static string Ms(double? ms) => ms is { } known ? $"{Report.Number(known)} ms" : "";

    private static Task<OverloadResult> Load(ServerProcess server, double seconds, double? rate, int connections, string[] tokens, string series) =>
        server.Generate<OverloadSpec, OverloadResult>("flood", new OverloadSpec(server.Address.Port, seconds, rate, connections, tokens, series));

    /// <returns>The most that the process had.</returns>
    private static async Task<long> WatchMemory(ServerProcess server, CancellationToken done)
    {
        for (var most = 0L; ; most = Math.Max(most, server.WorkingSet))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested) return most;
        }
    }

    /// <returns>From the end of the load to the first of 100 requests in a row that were accepted.</returns>
    private static async Task<TimeSpan> TimeToRecover(Uri address, string token)
    {
        using var http = Client(address, token);
        var watch = Stopwatch.StartNew();
        var (since, inARow) = (TimeSpan.Zero, 0);
        while (inARow < 100)
        {
            using var answer = await http.GetAsync("/time/balance");
            if (answer.StatusCode == HttpStatusCode.OK && inARow++ == 0) since = watch.Elapsed;
            else if (answer.StatusCode != HttpStatusCode.OK) inARow = 0;
            if (watch.Elapsed > TimeSpan.FromSeconds(30)) throw new InvalidOperationException("The server does not recover.");
        }

        return since;
    }

    private static async Task<IEnumerable<string>> Missing(Uri address, string[] tokens, OverloadResult result)
    {
        var histories = new Dictionary<string, bool>();
        for (var user = 0; user < tokens.Length; user++)
        {
            using var http = Client(address, tokens[user]);
            for (long? next = null; ;)
            {
                var page = (await http.GetFromJsonAsync<JsonNode>($"/time/sessions?limit=200{(next is { } before ? $"&before={before}" : "")}"))!;
                foreach (var session in page["sessions"]!.AsArray())
                    histories[$"{user} {(string)session!["session_id"]!}"] = session["end_time"] is not null;
                if ((next = (long?)page["next"]) is null) break;
            }
        }

        return
        [
            .. result.Started.Where(session => !histories.ContainsKey(session)).Select(session => $"the start of {session} is lost"),
            .. result.Ended.Where(session => !histories.GetValueOrDefault(session)).Select(session => $"the end of {session} is lost"),
        ];
    }

    private static HttpClient Client(Uri address, string token) => new()
    {
        BaseAddress = address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>Somebody in a session of their own; with the ten seconds of the trial package they run empty in it.</summary>
    private sealed class Talker(Uri address, string token)
    {
        private readonly HttpClient http = Client(address, token);
        private readonly string session = $"talk_{Guid.NewGuid():n}";
        private long began, answered;

        public async Task Start()
        {
            began = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsJsonAsync("/time/session/start", new { session_id = session, room_name = session });
            answer.EnsureSuccessStatusCode();
            answered = Stopwatch.GetTimestamp();
        }

        /// <returns>What is wrong with how the session was metered.</returns>
        public async Task<string[]> End(double toleranceMs)
        {
            var least = Stopwatch.GetElapsedTime(answered).TotalMilliseconds;
            using (await http.PostAsJsonAsync("/time/session/end", new { session_id = session })) { }
            var most = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            var receipt = (await http.GetFromJsonAsync<JsonNode>($"/time/sessions/{session}/receipt"))!;
            var totals = receipt["totals"]!;
            var (elapsed, charged) = ((long)totals["elapsed_ms"]!, (long)totals["microseconds"]!);
            http.Dispose();
            if ((string?)receipt["end_reason"] == "exhausted") (least, most) = (TrialMs, TrialMs);
            List<string> wrong = [];
            if (elapsed < least - toleranceMs || elapsed > most + toleranceMs) wrong.Add($"{session}: {elapsed} ms for {least:0} to {most:0} ms");
            if (charged != elapsed * 1000) wrong.Add($"{session}: {charged} µs for {elapsed} ms");
            return [.. wrong];
        }

        private const double TrialMs = 10_000;
    }
}
