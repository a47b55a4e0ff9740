using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>What became of one example, and what it asked for.</summary>
/// <param name="Said">All that Node printed: it explains a failure.</param>
internal sealed record GuideRun(JsonElement Json, string Said)
{
    /// <summary>All functions that the guide's blocks define.</summary>
    public IEnumerable<string> Functions => Json.GetProperty("functions").EnumerateArray().Select(name => name.GetString()!);

    /// <summary>What the example returned after this one request to the API, answered with 200.</summary>
    public JsonElement ReturnedAfter(string request)
    {
        var fetched = Json.GetProperty("fetched").EnumerateArray().Select(call => $"{call.Text("request")} {call.Number("status")}");
        Assert.True(fetched.SequenceEqual([$"{request} 200"]), Said);
        Assert.True(Json.GetProperty("outcome").TryGetProperty("returned", out var returned) && returned.ValueKind == JsonValueKind.Object, Said);
        return returned;
    }

    /// <summary>What the example gave this function of the page to show.</summary>
    public JsonElement Shown(string function)
    {
        var calls = Json.GetProperty("page").EnumerateArray().ToList();
        Assert.True(calls.Count == 1 && calls[0].Text("function") == function, Said);
        return Assert.Single(calls[0].GetProperty("arguments").EnumerateArray());
    }
}
