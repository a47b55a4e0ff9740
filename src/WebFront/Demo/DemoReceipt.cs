namespace MindBot.WebFront.Demo;

/// <summary>Shows where a session's time went, and does the sums again.</summary>
internal sealed class DemoReceipt(DemoClient client, DemoVoice voice)
{
    /// <returns>By whose word each segment was measured.</returns>
    public async Task<IReadOnlyList<string>> Show(string sessionId)
    {
        var basis = new List<string>();
        var path = $"/time/sessions/{sessionId}/receipt";
        voice.Request("GET", path);
        var receipt = await client.Get(path);
        foreach (var segment in receipt["segments"]!.AsArray())
        {
            basis.Add((string)segment!["basis"]!);
            var elapsed = (long)segment["elapsed_ms"]!;
            var rate = (long)segment["rate_permille"]!;
            var micros = (long)segment["microseconds"]!;
            var forgiven = (long)segment["forgiven_microseconds"]!;
            voice.Say($"{elapsed} ms × {rate}/1000 = {micros} µs{(forgiven > 0 ? $" + {forgiven} µs forgiven" : "")}, basis: {basis[^1]}");
            foreach (var debit in segment["debits"]!.AsArray()) voice.Say($"  {debit!["card_id"]} paid {debit["microseconds"]} µs");
            DemoFailedException.Unless(elapsed * rate == micros + forgiven, "a segment of the receipt does not add up");
        }

        voice.Say($"ended: {receipt["end_reason"]}");
        return basis;
    }
}
