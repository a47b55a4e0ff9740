using MindBot.WebFront.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>The server does what the integration guide says: every request, every field.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_request_of_the_guide_is_answered_as_it_says()
    {
        // Of its own: the guide's user registers with an address that can be taken only once.
        var server = await FrontServer.StartAnother(null);
        try
        {
            var rows = await new ConformanceScenario(server, GuideDocument.Read()).Play();
            var page = ConformancePage.Write(rows);
            output.WriteLine(page);

            var wrong = rows.SelectMany(row => row.Wrong).ToList();
            Assert.True(wrong.Count == 0, string.Join('\n', wrong));
            AssertThatFreeFieldsExist(rows);

            if (Environment.GetEnvironmentVariable(ConformancePage.UpdateVariable) == "1") await File.WriteAllTextAsync(ConformancePage.PathOfFile, page);
            var committed = File.Exists(ConformancePage.PathOfFile) ? (await File.ReadAllTextAsync(ConformancePage.PathOfFile)).ReplaceLineEndings("\n") : "";
            Assert.True(page == committed, $"docs/api-conformance.md is out of date: run this test with {ConformancePage.UpdateVariable}=1.");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static void AssertThatFreeFieldsExist(IReadOnlyList<ConformanceRow> rows)
    {
        var compared = rows.SelectMany(row => row.Checks.Where(check => check.Agreement == Agreement.Type).Select(check => (row.Endpoint.Name, check.Path)));
        Assert.Empty(FreeFields.All.Select(field => (field.Endpoint, field.Path)).Except(compared));
    }
}
