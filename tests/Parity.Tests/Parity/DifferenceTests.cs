using System.Collections.Immutable;
using MindBot.Parity.Tests.Api;

namespace MindBot.Parity.Tests.Parity;

/// <summary>The comparison sees what it is for, and nothing else.</summary>
public sealed class DifferenceTests
{
    private static readonly ImmutableDictionary<string, ApiType> Own = ApiReader.Read(typeof(DifferenceTests).Assembly.Location);

    public static TheoryData<string> Samples => [.. typeof(Original).GetNestedTypes().Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_change_is_a_difference(string name) => Assert.NotEmpty(Difference.Between(Sample("Changed", name), Sample("Original", name)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_same_is_no_difference(string name) => Assert.Empty(Difference.Between(Sample("Original", name), Sample("Original", name)));

    [Fact]
    public void Fewer_members_of_a_class_are_no_difference()
    {
        var whole = Sample("Original", "Virtual");
        var part = whole with { Lines = [.. whole.Lines.Where(line => !line.Contains(" Do(", StringComparison.Ordinal))] };

        Assert.NotEqual(whole.Lines.Count, part.Lines.Count);
        Assert.Empty(Difference.Between(part, whole));
        Assert.NotEmpty(Difference.Between(whole, part));
    }

    private static ApiType Sample(string side, string name) => Own[$"MindBot.Parity.Tests.Api.{side}.{name}"];
}
