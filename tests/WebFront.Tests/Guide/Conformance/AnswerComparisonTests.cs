using System.Text.Json;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>The comparison finds what is wrong.</summary>
public sealed class AnswerComparisonTests
{
    private const string Sample = """
        {"id":"tcrd_1","name":"Basic","minutes":330,"at":"2026-06-27T00:00:00.000Z","next":null,"card":{"id":"tcrd_1","tags":["a","b"]},
        "tiers":[{"id":"one","price":1},{"id":"two","price":2}]}
        """;

    private const string Good = """
        {"id":"tcrd_x","name":"Basic","minutes":330.0,"at":"2027-01-01T10:00:00.123Z","next":null,"card":{"id":"tcrd_x","tags":["a","b"]},
        "tiers":[{"id":"zero"},{"id":"two","price":2},{"id":"one","price":1}],"more":true}
        """;

    [Fact]
    public void An_answer_that_differs_where_it_may_agrees() => Assert.Equal([], Wrong(Good));

    [Theory]
    [InlineData("\"name\":\"Basic\"", "\"name\":\"Other\"", "name")]
    [InlineData("\"name\":\"Basic\",", "", "name")]
    [InlineData("330.0", "331", "minutes")]
    [InlineData("330.0", "\"330\"", "minutes")]
    [InlineData("330.0", "null", "minutes")]
    [InlineData("10:00:00.123Z", "10:00:00Z", "at")]
    [InlineData("\"next\":null", "\"next\":1", "next")]
    [InlineData("{\"id\":\"tcrd_x\",\"tags\"", "{\"id\":\"tcrd_y\",\"tags\"", "card.id")]
    [InlineData("[\"a\",\"b\"]", "[\"b\",\"a\"]", "card.tags")]
    [InlineData("{\"id\":\"two\",\"price\":2}", "{\"id\":\"two\",\"price\":3}", "tiers[].price")]
    [InlineData("{\"id\":\"two\",\"price\":2},", "", "tiers[]")]
    public void What_differs_is_named(string agreed, string changed, string path)
    {
        Assert.Contains(agreed, Good);
        Assert.Equal([path], Wrong(Good.Replace(agreed, changed)));
    }

    private static IEnumerable<string> Wrong(string answer)
    {
        var endpoint = new GuideEndpoint("Any", "GET", "/any", [], null, JsonDocument.Parse(Sample).RootElement);
        return new AnswerComparison(endpoint, new Placeholders(), new Dictionary<string, string>()).Of(JsonDocument.Parse(answer).RootElement)
            .Where(check => check.Wrong is not null).Select(check => check.Path);
    }
}
