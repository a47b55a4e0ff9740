using System.Text.Json.Nodes;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Tests.Catalog;

public sealed class PersonaCatalogTests : IDisposable
{
    private const string Good = """
        {"slug":"good-one","name":"Good","summary":"s","persona":"p","purpose":"u","category":"general","access_level":"free",
         "voice":{"tts":"alloy","style":"kind"},"tools":["a_tool"],"safety":"be kind","cost_multiplier":0.8,"ad_supported":true,
         "premium_features":[],"user_customizable_fields":[],"rating":4.5,"usage_count":10,"created_at":"2025-06-01T00:00:00Z"}
        """;

    private const string Category = """{"value":"general","label":"General","description":"d","icon":"x","popular_personas":["good-one"]}""";

    private const string Custom =
        """{"voice":{"tts":"alloy","style":"kind"},"tools":["a_tool"],"safety":"be kind","cost_multiplier":1.2,"ad_supported":false}""";

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-personas-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_personas_of_the_project_are_many_and_of_all_kinds()
    {
        var ours = Ours();
        Assert.InRange(ours.Personas.Count, 24, 200);
        Assert.InRange(ours.Categories.Count, 8, 50);
        Assert.All(ours.Categories, category => Assert.InRange(ours.Personas.Count(persona => persona.Category == category.Value), 2, 50));
        Assert.Equal([Tier.Free, Tier.Premium], ours.Personas.Select(persona => persona.Access).Distinct().Order());
        Assert.Equal([13, 16, 18], ours.Personas.Select(persona => persona.AgeRestriction).OfType<int>().Distinct().Order());
        Assert.Contains(ours.Personas, persona => persona.DailyLimitMinutes is not null);
        Assert.Contains(ours.Personas, persona => persona.SessionLimitMinutes is null);
        Assert.Equal([true, false], ours.Personas.Select(persona => persona.AdSupported).Distinct());
        Assert.All(ours.Personas, persona => Assert.True(persona.OwnerId is null && !persona.Tools.IsEmpty, persona.Slug));
        Assert.Equal(1200, ours.Custom.MultiplierPermille);
    }

    [Theory]
    [InlineData("mindbot", "MindBot")]
    [InlineData("sizzle", "SizzleBot")]
    [InlineData("pixel", "Pixel")]
    [InlineData("zen-master", "Zen Master")]
    [InlineData("code-wizard", "Code Wizard")]
    [InlineData("professor-oak-tutor", "Professor Oak")]
    [InlineData("professor_oak_tutor", "Professor Oak")]
    [InlineData("professor_oak", "Professor Oak")]
    [InlineData("professor-oak", "Professor Oak")]
    [InlineData("zen_master", "Zen Master")]
    [InlineData("Code_Wizard", "Code Wizard")]
    public void Those_of_the_guide_are_found_by_every_spelling(string spelling, string name) => Assert.Equal(name, Ours().Find(spelling)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("oak")]
    [InlineData("professor oak")]
    [InlineData("professor-oak-")]
    [InlineData("zen--master")]
    public void What_is_no_spelling_finds_nothing(string spelling) => Assert.Null(Ours().Find(spelling));

    [Fact]
    public void A_persona_is_read_with_everything_that_is_said_about_it()
    {
        var read = Load(With("age_restriction", 16, "session_limit", 30, "daily_limit", 60, "access_level", "premium", "aliases", new JsonArray("old-one")));
        var persona = read.Find("OLD_ONE")!;
        Assert.Equal(
            ("good-one", Tier.Premium, 800, 16, 30, 60, true),
            (persona.Slug, persona.Access, persona.MultiplierPermille, persona.AgeRestriction, persona.SessionLimitMinutes, persona.DailyLimitMinutes, persona.AdSupported));
        Assert.Equal(new PersonaVoice("alloy", "kind"), persona.Voice);
        Assert.Equal(new PersonaStanding(4.5, 10), read.StartOf("good-one"));
        Assert.Equal(new PersonaStanding(0, 0), read.StartOf("no-such-persona"));
    }

    public static TheoryData<string, JsonNode?, string> Wrong() => new()
    {
        { "slug", null, "'slug'" },
        { "slug", "Good One", "'slug'" },
        { "slug", "good--one", "'slug'" },
        { "slug", new string('a', 65), "'slug'" },
        { "slug", "good-a1b2c3", "kept for personas of users" },
        { "slug", "custom", "kept for personas of users" },
        { "aliases", new JsonArray("x-a1b2c3"), "kept for personas of users" },
        { "aliases", new JsonArray("good_one"), "'aliases'" },
        { "aliases", new JsonArray("good-one"), "'good-one' appears twice" },
        { "aliases", new JsonArray("a", "a"), "'a' appears twice" },
        { "name", "", "'name'" },
        { "name", " x", "'name'" },
        { "name", new string('x', 61), "'name'" },
        { "summary", "a\nb", "'summary'" },
        { "persona", null, "'persona'" },
        { "purpose", null, "'purpose'" },
        { "category", "cooking", "no category 'cooking'" },
        { "category", null, "no category" },
        { "access_level", "gold", "'access_level'" },
        { "voice", null, "'voice.tts'" },
        { "voice", new JsonObject { ["tts"] = "alloy" }, "'voice.style'" },
        { "tools", new JsonArray("Make Quiz"), "'tools'" },
        { "tools", new JsonArray("a_tool", "a_tool"), "'tools'" },
        { "tools", null, "'tools'" },
        { "safety", "", "'safety'" },
        { "age_restriction", 2, "'age_restriction'" },
        { "age_restriction", 22, "'age_restriction'" },
        { "cost_multiplier", 0, "'cost_multiplier'" },
        { "cost_multiplier", -1, "'cost_multiplier'" },
        { "cost_multiplier", 10.1, "'cost_multiplier'" },
        { "cost_multiplier", 0.8001, "'cost_multiplier'" },
        { "cost_multiplier", null, "'cost_multiplier'" },
        { "session_limit", 0, "'session_limit'" },
        { "session_limit", 241, "'session_limit'" },
        { "daily_limit", 0, "'daily_limit'" },
        { "daily_limit", 1441, "'daily_limit'" },
        { "ad_supported", null, "'ad_supported'" },
        { "premium_features", new JsonArray("a b"), "'premium_features'" },
        { "user_customizable_fields", null, "'user_customizable_fields'" },
        { "rating", 0.5, "'rating'" },
        { "rating", 5.1, "'rating'" },
        { "rating", null, "'rating'" },
        { "usage_count", -1, "'usage_count'" },
        { "created_at", null, "'created_at'" },
        { "colour", "red", "colour" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_persona_that_cannot_be_offered_stops_the_start_and_says_why(string field, JsonNode? value, string reason)
    {
        var error = Assert.Throws<InvalidSettingException>(() => Load(With(field, value)));
        Assert.Contains(reason, error.Message);
        Assert.Contains(PersonaCatalog.FileName, error.Message);
    }

    [Fact]
    public void A_session_is_not_longer_than_a_day() =>
        Assert.Contains("'daily_limit'", Assert.Throws<InvalidSettingException>(() => Load(With("session_limit", 61, "daily_limit", 60))).Message);

    [Theory]
    [InlineData("", Custom, Category, "'personas' is empty")]
    [InlineData($"{Good},{Good}", Custom, Category, "'good-one' appears twice")]
    [InlineData(Good, "null", Category, "'custom' is missing")]
    [InlineData(Good, """{"voice":{"tts":"alloy","style":"kind"},"tools":[],"safety":"x","ad_supported":false}""", Category, "'custom': 'cost_multiplier'")]
    [InlineData(Good, Custom, "", "'categories' is empty")]
    [InlineData(Good, Custom, $"{Category},{Category}", "'general' appears twice")]
    [InlineData(Good, Custom, """{"value":"A B","label":"G","description":"d","icon":"x","popular_personas":["good-one"]}""", "'value'")]
    [InlineData(Good, Custom, """{"value":"general","label":"","description":"d","icon":"x","popular_personas":["good-one"]}""", "'label'")]
    [InlineData(Good, Custom, """{"value":"general","label":"G","description":"d","popular_personas":["good-one"]}""", "'icon'")]
    [InlineData(Good, Custom, """{"value":"general","label":"G","description":"d","icon":"x","popular_personas":[]}""", "'popular_personas'")]
    [InlineData(Good, Custom, """{"value":"general","label":"G","description":"d","icon":"x","popular_personas":["good-two"]}""", "no persona 'good-two'")]
    public void Files_that_do_not_fit_together_stop_the_start(string personas, string custom, string categories, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidSettingException>(() => Load(personas, custom, categories)).Message);

    private static PersonaCatalog Ours() => PersonaCatalog.Load(Path.Combine(AppContext.BaseDirectory, "catalog"));

    private static string With(params object?[] changes)
    {
        var persona = JsonNode.Parse(Good)!.AsObject();
        foreach (var pair in changes.Chunk(2))
            persona[(string)pair[0]!] = pair[1] as JsonNode is { } node ? node.DeepClone() : pair[1] is null ? null : JsonValue.Create(pair[1]);
        return persona.ToJsonString();
    }

    private PersonaCatalog Load(string personas, string custom = Custom, string categories = Category)
    {
        File.WriteAllText(Path.Combine(folder, PersonaCatalog.FileName), $$"""{"custom":{{custom}},"personas":[{{personas}}]}""");
        File.WriteAllText(Path.Combine(folder, PersonaCatalog.CategoriesFileName), $$"""{"categories":[{{categories}}]}""");
        return PersonaCatalog.Load(folder);
    }
}
