using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Personas;

[Collection(FrontCollection.Name)]
public sealed class PersonaListTests(FrontServer server)
{
    [Fact]
    public async Task The_categories_are_those_of_the_guide_and_more_with_personas_that_there_are()
    {
        var categories = (await server.Anonymous.GetAsync("/categories").Ok()).GetProperty("categories").EnumerateArray().ToList();
        var entertainment = categories.Single(category => category.Text("value") == "entertainment");
        Assert.Equal(["value", "label", "description", "icon", "popular_personas"], entertainment.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ("Entertainment", "Fun, engaging personas for entertainment and leisure", "🎉"),
            (entertainment.Text("label"), entertainment.Text("description"), entertainment.Text("icon")));
        Assert.Equal(["sizzle", "pixel"], Texts(entertainment, "popular_personas"));

        var education = categories.Single(category => category.Text("value") == "education");
        Assert.Equal(("Learning-focused personas for tutoring and skill development", "📚"), (education.Text("description"), education.Text("icon")));
        Assert.Equal(["professor-oak-tutor"], Texts(education, "popular_personas"));

        foreach (var slug in categories.SelectMany(category => Texts(category, "popular_personas")))
            Assert.Equal(slug, (await server.Anonymous.GetAsync($"/personas/{slug}").Ok()).Text("slug"));
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_sees_what_is_free_unless_they_ask_for_more()
    {
        var free = await List("limit=200");
        var all = await List("user_tier=premium&limit=200");
        Assert.All(free, persona => Assert.Equal("free", persona.Text("access_level")));
        Assert.Equal(Slugs(free), Slugs(await List("user_tier=free&limit=200")));
        Assert.Equal(Slugs(all.Where(persona => persona.Text("access_level") == "free")), Slugs(free));
        Assert.InRange(all.Count, free.Count + 1, 200);
        Assert.Equal(all.Count - free.Count, (await List("user_tier=premium&access_level=premium&limit=200")).Count);
        Assert.Empty(await List("access_level=premium"));
    }

    [Fact]
    public async Task A_signed_in_user_sees_what_their_tier_may_use()
    {
        var user = await server.NewUser();
        Assert.All(await List("limit=200", user), persona => Assert.Equal("free", persona.Text("access_level")));
        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        Assert.Equal(Slugs(await List("user_tier=premium&limit=200")), Slugs(await List("limit=200", user)));
        Assert.Equal(Slugs(await List("limit=200")), Slugs(await List("user_tier=free&limit=200", user)));
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_none()
    {
        using var wrong = server.WithToken("not.a.token");
        Assert.Equal(
            (await server.Anonymous.GetAsync("/personas").Ok()).GetRawText(), (await wrong.GetAsync("/personas").Ok()).GetRawText());
    }

    [Theory]
    [InlineData("ad_supported=true", true)]
    [InlineData("ad_supported=false", false)]
    public async Task Ads_filter_both_ways(string query, bool carries)
    {
        var list = await List(query);
        Assert.NotEmpty(list);
        Assert.All(list, persona => Assert.Equal(carries, persona.GetProperty("ad_supported").GetBoolean()));
    }

    [Theory]
    [InlineData("rating", "rating", false)]
    [InlineData("cost", "cost_multiplier", true)]
    [InlineData("", "rating", false)]
    public async Task Numbers_sort(string order, string field, bool isAscending)
    {
        var values = (await List($"user_tier=premium&limit=200&sort_by={order}")).Select(persona => persona.Number(field)).ToList();
        Assert.Equal(isAscending ? values.Order() : values.OrderDescending(), values);
        Assert.InRange(values.Distinct().Count(), 3, values.Count);
    }

    [Theory]
    [InlineData("popularity", "usage_count")]
    [InlineData("newest", "created_at")]
    public async Task What_only_details_show_sorts_too(string order, string field)
    {
        var values = new List<string>();
        foreach (var persona in await List($"user_tier=premium&limit=8&sort_by={order}"))
            values.Add((await server.Anonymous.GetAsync($"/personas/{persona.Text("slug")}").Ok()).GetProperty(field).ToString().PadLeft(30));
        Assert.Equal(values.OrderDescending(StringComparer.Ordinal), values);
        Assert.InRange(values.Distinct().Count(), 3, values.Count);
    }

    [Fact]
    public async Task Names_sort_from_a_to_z()
    {
        var names = (await List("sort_by=name&limit=200")).Select(persona => persona.Text("name")).ToList();
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
    }

    [Fact]
    public async Task Words_are_searched_in_whatever_case_and_all_of_them_must_be_there()
    {
        Assert.Contains("professor-oak-tutor", Slugs(await List("search=PATIENT%20tutor")));
        Assert.DoesNotContain("professor-oak-tutor", Slugs(await List("search=patient%20meditation")));
        Assert.Empty(await List("search=%F0%9F%98%80"));
    }

    [Theory]
    [InlineData("rating")]
    [InlineData("popularity")]
    [InlineData("name")]
    [InlineData("cost")]
    [InlineData("newest")]
    public async Task Pages_put_together_are_the_whole_list(string order)
    {
        var query = $"user_tier=premium&sort_by={order}";
        var pages = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var answer = await server.Anonymous.GetAsync($"/personas?{query}&limit=7&after={after}").Ok();
            var page = answer.GetProperty("personas").EnumerateArray().ToList();
            Assert.InRange(page.Count, 1, 7);
            pages.AddRange(Slugs(page));
            after = answer.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(Slugs(await List($"{query}&limit=200")), pages);
    }

    [Fact]
    public async Task More_than_two_hundred_is_two_hundred_and_an_exact_page_has_no_next()
    {
        var all = await server.Anonymous.GetAsync("/personas?limit=1000000").Ok();
        Assert.False(all.TryGetProperty("next", out _));
        var exact = await server.Anonymous.GetAsync($"/personas?limit={all.GetProperty("personas").GetArrayLength()}").Ok();
        Assert.False(exact.TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData("user_tier=gold", "free, premium")]
    [InlineData("user_tier=Premium", "free, premium")]
    [InlineData("access_level=custom", "free, premium")]
    [InlineData("category=cooking", "education, entertainment")]
    [InlineData("category=education&category=wellness", "education, entertainment")]
    [InlineData("ad_supported=yes", "true, false")]
    [InlineData("sort_by=price", "rating, popularity, name, cost, newest")]
    [InlineData("limit=0", "'limit'")]
    [InlineData("limit=-5", "'limit'")]
    [InlineData("after=no-such-persona", "'after'")]
    [InlineData("after=wanderlust&user_tier=free", "'after'")]
    public async Task What_is_unknown_is_refused_with_what_is_known(string query, string known)
    {
        await server.Anonymous.GetAsync($"/personas?{query}").Problem(400, "invalid_parameter");
        using var answer = await server.Anonymous.GetAsync($"/personas?{query}");
        Assert.Contains(known, (await answer.Json()).Text("detail"));
    }

    [Theory]
    [InlineData("/personas?limit=abc", 400)]
    [InlineData("/personas?limit=99999999999", 400)]
    [InlineData("/personas/no-such-persona", 404)]
    [InlineData("/personas/%F0%9F%98%80", 404)]
    [InlineData("/personas/..%2Fauth%2Fme", 404)]
    [InlineData("/personas/my-custom-tutor-a1b2c3", 404)]
    [InlineData("/personas/custom", 401)]
    public async Task Addresses_that_mean_nothing_are_refused(string path, int status)
    {
        using var answer = await server.Anonymous.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        await Task.FromResult(answer).ClientError(path);
    }

    [Fact]
    public async Task A_slug_of_ten_thousand_characters_is_no_personas()
    {
        await server.Anonymous.GetAsync("/personas/" + new string('a', 5_000)).Problem(404, "unknown_persona");
        await (await server.NewUser()).Get("/personas/" + new string('a', 5_000) + "-a1b2c3").Problem(404, "unknown_persona");
    }

    private async Task<List<JsonElement>> List(string query, ApiUser? user = null) =>
        [.. (await (user?.Http ?? server.Anonymous).GetAsync($"/personas?{query}").Ok()).GetProperty("personas").EnumerateArray()];

    private static List<string> Slugs(IEnumerable<JsonElement> personas) => [.. personas.Select(persona => persona.Text("slug"))];

    private static List<string> Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
