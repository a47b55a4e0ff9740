using System.Net;
using System.Text.RegularExpressions;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.OpenApi;

[Collection(FrontCollection.Name)]
public sealed partial class DocsPageTests(FrontServer server)
{
    [Fact]
    public async Task The_front_door_leads_to_the_docs_and_all_of_them_comes_from_here()
    {
        using var answer = await server.Anonymous.GetAsync("/");
        var page = answer.RequestMessage!.RequestUri!;
        Assert.Equal((HttpStatusCode.OK, "/docs/index.html"), (answer.StatusCode, page.AbsolutePath));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.DoesNotContain("//", policy);

        var parts = Part().Matches(await answer.Content.ReadAsStringAsync()).Select(part => new Uri(page, part.Groups["at"].Value)).ToList();
        Assert.True(parts.Count >= 5);
        foreach (var part in parts)
        {
            Assert.Equal(server.Address.Authority, part.Authority);
            using var got = await server.Anonymous.GetAsync(part);
            Assert.True(got.IsSuccessStatusCode, $"{part} {got.StatusCode}");
        }
    }

    [Fact]
    public async Task Other_answers_may_load_nothing()
    {
        using var answer = await server.Anonymous.GetAsync("/plans");
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [GeneratedRegex("(src|href)=\"(?<at>[^\"]+)\"")]
    private static partial Regex Part();
}
