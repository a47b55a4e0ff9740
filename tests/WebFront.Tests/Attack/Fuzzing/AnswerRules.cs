using System.Text.Json;
using System.Text.RegularExpressions;

namespace MindBot.WebFront.Tests.Attack.Fuzzing;

/// <summary>What holds of every answer, whatever was asked.</summary>
/// <param name="secrets">What none may hold.</param>
internal sealed partial class AnswerRules(IReadOnlyList<string> secrets)
{
    /// <summary>What is no HTTP gets a bare status from the web server, and the connection is closed.</summary>
    private static readonly int[] OfTheWebServer = [400, 408, 413, 414, 431];

    /// <returns>What is wrong with it; null: nothing.</returns>
    public string? Check(HttpResponseMessage answer, string body, string method)
    {
        var status = (int)answer.StatusCode;
        var headers = $"{answer.Headers}{answer.Content.Headers}";
        if (secrets.FirstOrDefault(secret => body.Contains(secret) || headers.Contains(secret)) is not null) return "It holds a secret.";
        if (Internals().Match(body) is { Success: true } match) return $"It tells of the inside: {match.Value}";
        if (headers.Contains("Server: ", StringComparison.Ordinal)) return "It tells which server this is.";
        if (!answer.Headers.Contains("X-Content-Type-Options"))
            return OfTheWebServer.Contains(status) && body.Length == 0 && answer.Headers.ConnectionClose == true ? null : "It has no security headers.";
        if (status < 400) return null;
        if (status >= 500 && status != 503) return "It is the server's fault.";
        return method == "HEAD" ? null : CheckProblem(answer, body, status);
    }

    private static string? CheckProblem(HttpResponseMessage answer, string body, int status)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return "It is an error, but no problem+json.";
        var problem = JsonDocument.Parse(body).RootElement;
        foreach (var name in new[] { "code", "detail", "title" })
            if (!problem.TryGetProperty(name, out var text) || string.IsNullOrWhiteSpace(text.GetString())) return $"The problem has no {name}.";
        if (problem.GetProperty("status").GetInt32() != status) return "The problem has another status than the answer.";
        if (status is 429 or 503 && answer.Headers.RetryAfter is null) return "It does not say when to come again.";
        return status == 405 && answer.Content.Headers.Allow.Count == 0 ? "It does not say which methods there are." : null;
    }

    [GeneratedRegex(@"Exception|System\.|Orleans|Microsoft\.|MindBot\.\w+\.|\.cs:line| at \w+\.\w+\(|/home/|/tmp/|SQLite|Npgsql")]
    private static partial Regex Internals();
}
