using MindBot.Parity.Tests.Api;

namespace MindBot.Parity.Tests.Parity;

/// <summary>
/// Grain code that compiles against the embedded silo compiles against Orleans and means the same: whatever the embedded silo publishes in
/// Orleans' namespaces is what Orleans publishes. It may publish less. Nullability annotations are not compared.
/// </summary>
public sealed class ParityTests
{
    [Fact]
    public void Every_Orleans_type_of_the_embedded_silo_is_known_to_be_one_of_Orleans()
    {
        Expect.None(
            OrleansApi.Embedded.Keys.Where(name => Namesake(name) is null).Order(StringComparer.Ordinal),
            $"Neither in {BuildFacts.OrleansLibrary} nor in orleans-sources.txt:");
    }

    [Fact]
    public void Every_Orleans_type_of_the_embedded_silo_is_like_its_namesake()
    {
        var surprises = Differences().Where(difference => !IsJustified(difference))
            .GroupBy(difference => difference.Type).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
                $"{group.Key} (expected: as in {Namesake(group.Key)!.Source}; found: MindBot.EmbeddedSilo)\n    "
                + string.Join("\n    ", group.Select(difference => difference.Explain(Namesake(group.Key)!))));

        Expect.None(surprises, "The embedded silo (+) differs from Orleans (-):");
    }

    [Fact]
    public void Every_justified_difference_still_exists()
    {
        var differences = Differences().ToHashSet();
        var stale = JustifiedDifferences.Lines.Keys.Where(line => !differences.Contains(line)).Select(line => $"{line.Type}: {line.Line}");
        var complete = JustifiedDifferences.SmallerInterfaces.Keys.Where(name => !differences.Any(difference => IsSmaller(difference, name)));

        Expect.None(stale.Concat(complete), "No longer so:");
    }

    /// <summary>Otherwise the list could hide what the package says.</summary>
    [Fact]
    public void The_list_from_sources_holds_only_types_that_the_embedded_silo_has_and_the_package_has_not()
    {
        Expect.None(OrleansApi.Sources.Keys.Intersect(OrleansApi.Packaged.Keys), "In the package:");
        Expect.None(OrleansApi.Sources.Keys.Except(OrleansApi.Embedded.Keys), "Not in the embedded silo:");
    }

    /// <summary>What the embedded silo adds is for hosting and tests; grain code is plain Orleans code.</summary>
    [Theory]
    [InlineData("MindBot.Grains")]
    [InlineData("MindBot.Grains.Abstractions")]
    public void Grain_code_uses_nothing_that_the_embedded_silo_adds(string assembly) =>
        Expect.None(
            References.Types(assembly).Where(type => type.StartsWith("MindBot.EmbeddedSilo.", StringComparison.Ordinal)),
            $"{assembly} uses types that Orleans has not:");

    private static ApiType? Namesake(string name) => OrleansApi.Packaged.GetValueOrDefault(name) ?? OrleansApi.Sources.GetValueOrDefault(name);

    private static IEnumerable<Difference> Differences() =>
        OrleansApi.Embedded.Values.SelectMany(type => Namesake(type.Name) is { } namesake ? Difference.Between(type, namesake) : []);

    private static bool IsJustified(Difference difference) =>
        JustifiedDifferences.Lines.ContainsKey(difference)
        || (JustifiedDifferences.SmallerInterfaces.ContainsKey(difference.Type) && IsSmaller(difference, difference.Type));

    private static bool IsSmaller(Difference difference, string type) =>
        difference.Type == type && difference.Line.StartsWith("- public abstract ", StringComparison.Ordinal);
}
