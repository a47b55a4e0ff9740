using System.Net.Http.Json;
using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Personas;

[Collection(FrontCollection.Name)]
public sealed class CustomPersonaTests(FrontServer server)
{
    private static readonly object Tutor = new
    {
        name = "My Custom Tutor",
        summary = "Specialized math tutor for calculus",
        persona = "Patient, encouraging, uses visual examples",
        purpose = "Help students learn calculus concepts",
        category = "education",
    };

    [Fact]
    public async Task A_persona_is_made_as_in_the_guide()
    {
        var user = await server.NewUser();
        var made = await user.Post("/personas/custom", Tutor).Ok();
        Assert.Equal(
            ["slug", "name", "message", "system_prompt_preview", "cost_multiplier", "estimated_hourly_cost"],
            made.EnumerateObject().Select(field => field.Name));
        Assert.Matches("^my-custom-tutor-([a-z][0-9]){3}$", made.Text("slug"));
        Assert.Equal(
            ("My Custom Tutor", "Custom persona created successfully!", 1.2m, "12.0"),
            (made.Text("name"), made.Text("message"), made.Number("cost_multiplier"), made.GetProperty("estimated_hourly_cost").GetRawText()));
        Assert.StartsWith("You are \"My Custom Tutor\"", made.Text("system_prompt_preview"));
        Assert.EndsWith("...", made.Text("system_prompt_preview"));
        Assert.Contains("Specialized math tutor for calculus", made.Text("system_prompt_preview"));
    }

    [Fact]
    public async Task It_is_listed_found_and_filtered_for_its_owner_and_for_nobody_else()
    {
        var (user, other) = (await server.NewUser(), await server.NewUser());
        var slug = (await user.Post("/personas/custom", Tutor).Ok()).Text("slug");

        var details = await user.Get($"/personas/{slug}").Ok();
        Assert.Equal(
            ("My Custom Tutor", "education", "free", 0m, 0m, true),
            (details.Text("name"), details.Text("category"), details.Text("access_level"), details.Number("rating"), details.Number("usage_count"),
                details.GetProperty("is_custom").GetBoolean()));
        Assert.Equal("Help students learn calculus concepts", details.Text("purpose"));
        Assert.Equal("My Custom Tutor", (await user.Get($"/personas/{slug.Replace('-', '_').ToUpperInvariant()}").Ok()).Text("name"));
        Assert.Equal([slug], Slugs(await user.Get("/personas/custom").Ok()));

        Assert.Contains(slug, Slugs(await user.Get("/personas?category=education").Ok()));
        Assert.DoesNotContain(slug, Slugs(await user.Get("/personas?category=wellness").Ok()));
        Assert.DoesNotContain(slug, Slugs(await user.Get("/personas?user_tier=premium&access_level=premium").Ok()));
        Assert.Equal(slug, Slugs(await user.Get("/personas?sort_by=newest").Ok())[0]);
        Assert.Equal([slug], Slugs(await user.Get("/personas?search=calculus").Ok()));

        foreach (var stranger in new[] { other.Http, server.Anonymous })
        {
            Assert.DoesNotContain(slug, Slugs(await stranger.GetAsync("/personas?limit=200").Ok()));
            await stranger.GetAsync($"/personas/{slug}").Problem(404, "unknown_persona");
        }

        Assert.Empty(Slugs(await other.Get("/personas/custom").Ok()));
        await other.Http.DeleteAsync($"/personas/custom/{slug}").Problem(404, "unknown_persona");
        await other.Http.PutAsJsonAsync($"/personas/custom/{slug}", Tutor).Problem(404, "unknown_persona");
        await other.Http.PatchAsJsonAsync($"/personas/custom/{slug}", new { name = "Mine" }).Problem(404, "unknown_persona");
        Assert.Equal("My Custom Tutor", (await user.Get($"/personas/{slug}").Ok()).Text("name"));
    }

    [Fact]
    public async Task A_free_user_may_have_one_and_a_subscriber_three()
    {
        var user = await server.NewUser();
        await user.Post("/personas/custom", Tutor).Ok();
        await user.Post("/personas/custom", Tutor).Problem(403, "too_many_custom_personas");
        Assert.Equal(1, (await user.Get("/personas/custom").Ok()).Number("limit"));

        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => user.Post("/personas/custom", Tutor)));
        Assert.Equal(2, answers.Count(answer => answer.IsSuccessStatusCode));
        Assert.All(answers, answer => Assert.Contains((int)answer.StatusCode, new[] { 200, 403 }));
        var own = await user.Get("/personas/custom").Ok();
        Assert.Equal((3, 3m), (Slugs(own).Distinct().Count(), own.Number("limit")));
    }

    [Fact]
    public async Task A_request_that_is_repeated_with_its_key_makes_one()
    {
        var user = await server.NewUser();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => user.Post("/personas/custom", Tutor, "make-1").Ok()));
        Assert.Single(answers.Select(answer => answer.GetRawText()).Distinct());
        Assert.Single(Slugs(await user.Get("/personas/custom").Ok()));
        await user.Post("/personas/custom", new { name = "Other" }, "make-1").Problem(409, "idempotency_key_reused");
    }

    [Fact]
    public async Task It_is_changed_rewritten_and_deleted_and_its_place_is_free_again()
    {
        var user = await server.NewUser();
        var slug = (await user.Post("/personas/custom", Tutor).Ok()).Text("slug");
        var changed = await user.Http.PatchAsJsonAsync($"/personas/custom/{slug}", new { name = "Newton", category = (string?)null }).Ok();
        Assert.Equal((slug, "Newton", "Custom persona updated successfully!"), (changed.Text("slug"), changed.Text("name"), changed.Text("message")));
        Assert.StartsWith("You are \"Newton\"", changed.Text("system_prompt_preview"));
        var details = await user.Get($"/personas/{slug}").Ok();
        Assert.Equal(("Newton", "education", "Help students learn calculus concepts"), (details.Text("name"), details.Text("category"), details.Text("purpose")));

        await user.Http.PutAsJsonAsync($"/personas/custom/{slug}", new { name = "Half" }).Problem(400, "invalid_field");
        await user.Http.PatchAsJsonAsync($"/personas/custom/{slug}", new { name = " " }).Problem(400, "invalid_name");
        await user.Http.PutAsJsonAsync($"/personas/custom/{slug}", new { name = "N", summary = "S", persona = "P", purpose = "U", category = "languages" }).Ok();
        details = await user.Get($"/personas/{slug}").Ok();
        Assert.Equal(("N", "S", "P", "U", "languages"), (details.Text("name"), details.Text("summary"), details.Text("persona"), details.Text("purpose"), details.Text("category")));

        var deleted = await user.Http.DeleteAsync($"/personas/custom/{slug}").Ok();
        Assert.Equal((true, slug), (deleted.GetProperty("deleted").GetBoolean(), deleted.Text("slug")));
        await user.Http.DeleteAsync($"/personas/custom/{slug}").Problem(404, "unknown_persona");
        await user.Get($"/personas/{slug}").Problem(404, "unknown_persona");
        await user.Post("/personas/custom", Tutor).Ok();
    }

    [Fact]
    public async Task The_catalogs_personas_are_nobodys_to_change()
    {
        var user = await server.NewUser();
        await user.Http.PatchAsJsonAsync("/personas/custom/mindbot", new { name = "Mine" }).Problem(404, "unknown_persona");
        await user.Http.DeleteAsync("/personas/custom/mindbot").Problem(404, "unknown_persona");
        Assert.Equal("MindBot", (await server.Anonymous.GetAsync("/personas/mindbot").Ok()).Text("name"));
    }

    [Fact]
    public async Task Without_a_token_nothing_of_it_works()
    {
        await server.Anonymous.PostAsJsonAsync("/personas/custom", Tutor).Problem(401, "unauthorized");
        await server.Anonymous.GetAsync("/personas/custom").Problem(401, "unauthorized");
        await server.Anonymous.DeleteAsync("/personas/custom/x-a1b2c3").Problem(401, "unauthorized");
    }

    private static List<string> Slugs(JsonElement answer) => [.. answer.GetProperty("personas").EnumerateArray().Select(persona => persona.Text("slug"))];
}
