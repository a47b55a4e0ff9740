using System.Text.Json;

namespace MindBot.Tests.Clients;

/// <summary>The receipt of an ended talk, checked to add up.</summary>
internal sealed record Receipt(TimeSpan Elapsed, long Micros, string EndReason)
{
    public static async Task<Receipt> Read(Person person, Talk talk)
    {
        var receipt = (await person.Get($"/time/sessions/{talk.Id}/receipt")).Ok;
        foreach (var segment in receipt.GetProperty("segments").EnumerateArray())
        {
            var charged = Number(segment, "microseconds");
            var used = Number(segment, "elapsed_ms") * Number(segment, "rate_permille");
            Assert.Equal(used, charged + Number(segment, "forgiven_microseconds"));
            Assert.Equal(charged, segment.GetProperty("debits").EnumerateArray().Sum(debit => Number(debit, "microseconds")));
            Assert.Equal("server", segment.GetProperty("basis").GetString());
        }

        var totals = receipt.GetProperty("totals");
        foreach (var total in new[] { "elapsed_ms", "microseconds", "forgiven_microseconds" })
            Assert.Equal(receipt.GetProperty("segments").EnumerateArray().Sum(segment => Number(segment, total)), Number(totals, total));
        Assert.Equal(talk.End.Answer!.Ok.GetProperty("duration_seconds").GetDecimal() * 1000, Number(totals, "elapsed_ms"));
        return new Receipt(
            TimeSpan.FromMilliseconds(Number(totals, "elapsed_ms")), Number(totals, "microseconds"),
            receipt.GetProperty("end_reason").GetString()!);
    }

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();
}
