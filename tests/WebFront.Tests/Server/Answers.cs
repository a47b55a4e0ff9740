using System.Net;
using System.Text.Json;

namespace MindBot.WebFront.Tests.Server;

/// <summary>Reads answers and insists on what every one of its kind must have.</summary>
public static class Answers
{
    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();

    public static async Task<JsonElement> Ok(this Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>A problem with this status and code.</summary>
    public static async Task Problem(this Task<HttpResponseMessage> answering, int status, string code)
    {
        using var answer = await answering;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.Text("detail"));
    }

    /// <summary>A problem that blames the request, whatever it is.</summary>
    public static async Task ClientError(this Task<HttpResponseMessage> answering, string request)
    {
        using var answer = await answering;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{request}: {(int)answer.StatusCode} {text}");
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{request}: {answer.Content.Headers.ContentType} {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.NotEmpty(problem.Text("code"));
        Assert.NotEmpty(problem.Text("detail"));
        Assert.DoesNotContain("Exception", text);
        Assert.DoesNotContain("System.", text);
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static decimal Number(this JsonElement json, string name) => json.GetProperty(name).GetDecimal();
}
