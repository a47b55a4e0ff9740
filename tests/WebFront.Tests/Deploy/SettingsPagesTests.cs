using System.Text.RegularExpressions;

namespace MindBot.WebFront.Tests.Deploy;

/// <summary>The pages for operators name every setting of ours that the programs read, and none that they do not.</summary>
public sealed partial class SettingsPagesTests
{
    [Fact]
    public void Every_setting_is_described_and_every_described_one_is_read()
    {
        var read = Literal().Matches(string.Concat(Repository.Files("src", "*.cs").Select(Repository.Read))).Select(match => match.Groups[1].Value).Distinct();
        var described = Described().Distinct().ToList();
        Assert.Equal(read.Order(), described.Order());
    }

    [Fact]
    public void Every_key_that_can_be_replaced_while_both_are_taken_is_in_the_page_on_keys()
    {
        var page = Repository.Read("docs/operations.md");
        var keys = page[page.IndexOf("\n## Keys", StringComparison.Ordinal)..];
        Assert.All(Described().Where(name => name.EndsWith("_PREVIOUS", StringComparison.Ordinal)), name => Assert.Contains($"`{name}`", keys));
    }

    /// <summary><c>`MINDBOT_LIMIT_REGISTRATIONS`, `_WRONG_PASSWORDS`</c> names two.</summary>
    private static IEnumerable<string> Described()
    {
        foreach (var page in new[] { "README.md", "docs/operations.md" })
            foreach (var match in Name().Matches(Repository.Read(page)).Select(match => match.Value))
                yield return match;
        foreach (Match limits in Limits().Matches(Repository.Read("docs/operations.md")))
            foreach (var name in limits.Groups[1].Captures.Select(capture => capture.Value))
                yield return $"MINDBOT_LIMIT{name}";
    }

    [GeneratedRegex(@"""((?:MINDBOT|STRIPE|LIVEKIT|SMTP|MAIL)_[A-Z_]+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(?:MINDBOT|STRIPE|LIVEKIT|SMTP|MAIL)_[A-Z_]+\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"`MINDBOT_LIMIT_[A-Z_]+`(?:, `(_[A-Z_]+)`)+")]
    private static partial Regex Limits();
}
