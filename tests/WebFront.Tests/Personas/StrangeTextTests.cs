using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Personas;

/// <summary>Whatever a user calls a persona: it comes back as it was sent, or is refused.</summary>
[Collection(FrontCollection.Name)]
public sealed class StrangeTextTests(FrontServer server)
{
    [Fact]
    public async Task Text_of_every_kind_comes_back_as_it_was_sent()
    {
        var user = await server.NewUser();
        var slug = (await user.Post("/personas/custom", Body("Tutor")).Ok()).Text("slug");
        foreach (var text in StrangeTexts.Kept)
        {
            await user.Http.PutAsJsonAsync($"/personas/custom/{slug}", Body(text)).Ok();
            var details = await user.Get($"/personas/{slug}").Ok();
            foreach (var field in new[] { "name", "summary", "persona", "purpose" }) Assert.Equal(text, details.Text(field));
            var inList = (await user.Get("/personas?sort_by=newest").Ok()).GetProperty("personas")[0];
            Assert.Equal((slug, text), (inList.Text("slug"), inList.Text("name")));
        }
    }

    [Fact]
    public async Task A_name_of_every_kind_makes_a_slug()
    {
        var user = await server.NewUser();
        foreach (var text in StrangeTexts.Kept)
        {
            var slug = (await user.Post("/personas/custom", Body(text)).Ok()).Text("slug");
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*-([a-z][0-9]){3}$", slug);
            Assert.Equal(text, (await user.Get($"/personas/{slug}").Ok()).Text("name"));
            await user.Http.DeleteAsync($"/personas/custom/{slug}").Ok();
        }
    }

    [Fact]
    public async Task Spaces_around_go_and_lines_end_with_line_feeds()
    {
        var user = await server.NewUser();
        var slug = (await user.Post("/personas/custom", new { name = "  Tutor\t", summary = " s ", persona = "\r\nfirst\r\nsecond\n", purpose = "a\n\nb", category = "education" }).Ok()).Text("slug");
        var details = await user.Get($"/personas/{slug}").Ok();
        Assert.Equal(("Tutor", "s", "first\nsecond", "a\n\nb"), (details.Text("name"), details.Text("summary"), details.Text("persona"), details.Text("purpose")));
    }

    [Theory]
    [InlineData("name", 60)]
    [InlineData("summary", 300)]
    [InlineData("persona", 1500)]
    [InlineData("purpose", 1500)]
    public async Task Lengths_are_counted_as_people_count(string field, int most)
    {
        var user = await server.NewUser();
        var slug = (await user.Post("/personas/custom", Body("Tutor")).Ok()).Text("slug");
        var code = field == "name" ? "invalid_name" : "invalid_field";
        foreach (var character in new[] { "x", "é", "e\u0301", "語", "😀", "🇺🇦" })
        {
            await Patch(user, slug, field, string.Concat(Enumerable.Repeat(character, most))).Ok();
            await Patch(user, slug, field, string.Concat(Enumerable.Repeat(character, most + 1))).Problem(400, code);
        }

        await Patch(user, slug, field, "e" + new string('\u0301', 8_000)).Problem(400, code);
    }

    [Theory]
    [InlineData("name", "\"\"")]
    [InlineData("name", "\"   \"")]
    [InlineData("name", "\"\\u200b\\u200d\\ufeff\"")]
    [InlineData("name", "\"two\\nlines\"")]
    [InlineData("summary", "\"two\\nlines\"")]
    [InlineData("name", "\"nul\\u0000\"")]
    [InlineData("name", "\"bell\\u0007here\"")]
    [InlineData("persona", "\"escape\\u001b[31m\"")]
    [InlineData("persona", "\"tab\\there\"")]
    [InlineData("purpose", "\"lone return\\rhere\"")]
    [InlineData("purpose", "\"next line\\u0085here\"")]
    [InlineData("name", "\"lone \\ud800 surrogate\"")]
    [InlineData("name", "\"lone \\udc00 surrogate\"")]
    [InlineData("persona", "\"\\ude00\\ud83d\"")]
    [InlineData("name", "7")]
    [InlineData("name", "null")]
    [InlineData("persona", "[]")]
    [InlineData("category", "null")]
    [InlineData("category", "\"cooking\"")]
    [InlineData("category", "\"Education\"")]
    [InlineData("category", "\"education \"")]
    public async Task What_cannot_be_kept_is_refused(string field, string json)
    {
        var user = await server.NewUser();
        var body = JsonSerializer.SerializeToNode(Body("Tutor"))!.AsObject();
        body.Remove(field);
        var sent = body.ToJsonString()[..^1] + $",\"{field}\":{json}}}";
        await user.Http.PostAsync("/personas/custom", new StringContent(sent, Encoding.UTF8, "application/json")).ClientError(sent);
        Assert.Empty((await user.Get("/personas/custom").Ok()).GetProperty("personas").EnumerateArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    public async Task Bodies_that_are_no_persona_are_refused(string body)
    {
        var user = await server.NewUser();
        await user.Http.PostAsync("/personas/custom", new StringContent(body, Encoding.UTF8, "application/json")).ClientError(body);
        await user.Http.PutAsync("/personas/custom/x-a1b2c3", new StringContent(body, Encoding.UTF8, "application/json")).ClientError(body);
    }

    [Fact]
    public async Task A_category_that_is_unknown_is_answered_with_those_that_there_are()
    {
        using var answer = await (await server.NewUser()).Post("/personas/custom", new { name = "N", summary = "S", persona = "P", purpose = "U", category = "cooking" });
        Assert.Contains("general, education, entertainment", (await answer.Json()).Text("detail"));
    }

    private static object Body(string text) => new { name = text, summary = text, persona = text, purpose = text, category = "education" };

    private static Task<HttpResponseMessage> Patch(ApiUser user, string slug, string field, string value) =>
        user.Http.PatchAsJsonAsync($"/personas/custom/{slug}", new JsonObject { [field] = value });
}
