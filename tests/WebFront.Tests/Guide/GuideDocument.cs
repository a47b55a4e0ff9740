using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>docs/api-guide.md: every request that it shows, with the answer that it promises.</summary>
internal static partial class GuideDocument
{
    /// <summary>The samples leave out what repeats itself, with a comment; some have a comma too many.</summary>
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The repository's docs folder.</summary>
    public static string Folder { get; } = typeof(GuideDocument).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "DocsFolder").Value!;

    public static IReadOnlyList<GuideEndpoint> Read()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "api-guide.md")).ReplaceLineEndings("\n");
        var endpoints = new List<GuideEndpoint>();
        foreach (var section in Headings().Split(text).Where(section => section.Contains("```http")))
            endpoints.Add(Endpoint(section, endpoints));
        Assert.Equal(Regex.Count(text, "^```http$", RegexOptions.Multiline), endpoints.Count);
        return endpoints;
    }

    private static GuideEndpoint Endpoint(string section, IEnumerable<GuideEndpoint> before)
    {
        var heading = section[..section.IndexOf('\n')].TrimStart('#', ' ');
        var request = Request().Match(section).Groups["request"].Value.Split("\n\n", 2);
        var body = request is [_, ['{', ..] json] ? Parse(json) : (JsonElement?)null;
        var lines = request[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var target = lines[0].Split(' ');
        return new GuideEndpoint(
            heading, target[0], target[1], [.. lines.Skip(1).Select(line => line.Split(": ", 2)).Select(header => (header[0], header[1]))],
            body, Sample(heading, section, before));
    }

    private static JsonElement Sample(string heading, string section, IEnumerable<GuideEndpoint> before)
    {
        if (Response().Match(section) is { Success: true } printed) return Parse(printed.Groups["json"].Value);
        var same = SameAs().Match(section);
        Assert.True(same.Success, $"The guide shows no answer under \"{heading}\".");
        return before.Single(other => other.Target.EndsWith($"/{same.Groups["name"].Value}", StringComparison.Ordinal)).Sample;
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        return document.RootElement.Clone();
    }

    [GeneratedRegex("^(?=#{2,3} )", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("^```http\n(?<request>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Request();

    [GeneratedRegex(@"^\*\*Response\*\*:\n```json\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Response();

    [GeneratedRegex(@"^\*\*Response\*\*: Same as (?<name>\w+)\.$", RegexOptions.Multiline)]
    private static partial Regex SameAs();
}
