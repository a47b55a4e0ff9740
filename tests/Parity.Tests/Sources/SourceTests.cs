using System.Text.RegularExpressions;

namespace MindBot.Parity.Tests.Sources;

/// <summary>One code base for both builds, and layers that keep to themselves. See docs/adr/0001 and 0004.</summary>
public sealed partial class SourceTests
{
    [Theory]
    [InlineData("src/Grains")]
    [InlineData("src/Grains.Abstractions")]
    public void Grain_code_is_the_same_in_every_build(string folder) =>
        Expect.None(Lines(folder, ".cs").Where(line => Condition().IsMatch(line.Text)), "Conditional code:");

    [Fact]
    public void Only_project_files_ask_which_build_it_is() =>
        Expect.None(
            Lines(".", ".cs", ".props", ".targets", ".proj")
                .Where(line => line.File != "Directory.Build.props" && line.Text.Contains("$(" + "Full)", StringComparison.Ordinal)),
            "The property is read in:");

    [Fact]
    public void The_metering_rules_know_nothing_of_Orleans() =>
        Expect.None(Lines("src/Grains/Metering", ".cs").Where(line => Orleans().IsMatch(Comment().Replace(line.Text, ""))), "Orleans is named in:");

    /// <summary>A client of grains knows their interfaces only.</summary>
    [Fact]
    public void The_web_front_uses_no_grain_classes() => Assert.DoesNotContain("MindBot.Grains", References.Assemblies("MindBot.WebFront"));

    private static IEnumerable<SourceLine> Lines(string folder, params string[] extensions)
    {
        var root = Path.Combine(BuildFacts.Repository, folder);
        var files = Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !Generated().IsMatch(file))
            .ToList();
        Assert.NotEmpty(files);
        return files.SelectMany(file => File.ReadLines(file)
            .Select((text, index) => new SourceLine(Path.GetRelativePath(BuildFacts.Repository, file), index + 1, text)));
    }

    [GeneratedRegex(@"^\s*#\s*(if|elif|else)\b")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\bOrleans\b")]
    private static partial Regex Orleans();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\\/](bin|obj|node_modules)[\\/]")]
    private static partial Regex Generated();

    private sealed record SourceLine(string File, int Number, string Text);
}
