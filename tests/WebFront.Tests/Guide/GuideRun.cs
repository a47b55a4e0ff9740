using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>What became of the steps on a page, and what they asked for.</summary>
/// <param name="Said">All that Node printed: it explains a failure.</param>
internal sealed record GuideRun(JsonElement Json, string Said)
{
    /// <summary>All functions that the guide's blocks define.</summary>
    public IEnumerable<string> Functions => Json.GetProperty("functions").EnumerateArray().Select(name => name.GetString()!);

    /// <summary>What the page keeps in its local storage.</summary>
    public JsonElement Stored => Json.GetProperty("stored");

    /// <summary>What the only step returned after this one request to the API, answered with 200.</summary>
    public JsonElement ReturnedAfter(string request) => ReturnedAfter([request], step: 0);

    /// <summary>What a step returned, after these requests of all steps, answered with 200.</summary>
    public JsonElement ReturnedAfter(string[] requests, int step)
    {
        var fetched = Json.GetProperty("fetched").EnumerateArray().Select(call => $"{call.Text("request")} {call.Number("status")}");
        Assert.True(fetched.SequenceEqual(requests.Select(request => $"{request} 200")), Said);
        return Returned(step);
    }

    /// <summary>What a step returned.</summary>
    public JsonElement Returned(int step)
    {
        Assert.True(Json.GetProperty("outcomes")[step].TryGetProperty("returned", out var returned), Said);
        return returned;
    }

    /// <summary>What a step threw.</summary>
    public string Threw(int step)
    {
        Assert.True(Json.GetProperty("outcomes")[step].TryGetProperty("threw", out var threw), Said);
        return threw.GetString()!;
    }

    /// <summary>The functions of the page that the examples called, in their order.</summary>
    public IEnumerable<string> Calls => Page.Select(call => call.Text("function"));

    /// <summary>What the examples gave a function of the page, the one time that they called it.</summary>
    public JsonElement Shown(string function)
    {
        var calls = Page.Where(call => call.Text("function") == function).ToList();
        Assert.True(calls.Count == 1, Said);
        return Assert.Single(calls[0].GetProperty("arguments").EnumerateArray());
    }

    private IEnumerable<JsonElement> Page => Json.GetProperty("page").EnumerateArray();
}
