using MindBot.Grains.Personas;

namespace MindBot.Grains.Tests.Personas;

public class PersonaSlugTests
{
    private const string Seed = "abczyx";

    [Theory]
    [InlineData("My Custom Tutor", "my-custom-tutor-a1c5y3")]
    [InlineData("  --My__Custom  (Tutor)!", "my-custom-tutor-a1c5y3")]
    [InlineData("Grandma's Tales", "grandmas-tales-a1c5y3")]
    [InlineData("Café Müller 2", "caf-mller-2-a1c5y3")]
    [InlineData("日本語", "persona-a1c5y3")]
    [InlineData("日本 Tokyo 日本", "tokyo-a1c5y3")]
    [InlineData("😀", "persona-a1c5y3")]
    [InlineData("../../etc/passwd", "etc-passwd-a1c5y3")]
    [InlineData("<script>alert(1)</script>", "script-alert-1-script-a1c5y3")]
    [InlineData("a\u202Eb", "ab-a1c5y3")]
    [InlineData("", "persona-a1c5y3")]
    public void A_slug_has_the_names_ASCII_letters_and_ends_as_only_custom_ones_do(string name, string slug)
    {
        Assert.Equal(slug, PersonaSlug.OfCustom(name, Seed));
        Assert.True(PersonaSlug.IsCustom(slug));
    }

    [Fact]
    public void Whatever_the_name_the_slug_is_one_and_short_enough()
    {
        var random = new Random(4711);
        for (var i = 0; i < 5_000; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(0, 120)).Select(_ => (char)random.Next(1, i % 2 == 0 ? 128 : 0xD800)));
            var slug = PersonaSlug.OfCustom(name, Seed);
            Assert.True(PersonaSlug.IsCustom(slug), $"{slug} of {name}");
        }
    }

    [Theory]
    [InlineData("code-wizard", true, false)]
    [InlineData("coffee-decade", true, false)]
    [InlineData("a1b2c3", true, false)]
    [InlineData("x-a1b2c3", true, true)]
    [InlineData("x-1a2b3c", true, false)]
    [InlineData("x--a1b2c3", false, false)]
    [InlineData("-a1b2c3", false, false)]
    [InlineData("X-a1b2c3", false, false)]
    [InlineData("x_y-a1b2c3", false, false)]
    [InlineData("é-a1b2c3", false, false)]
    [InlineData("", false, false)]
    [InlineData("-", false, false)]
    public void Slugs_and_those_of_users_are_told_by_their_form(string text, bool isSlug, bool isCustom) =>
        Assert.Equal((isSlug, isCustom), (PersonaSlug.IsSlug(text), PersonaSlug.IsCustom(text)));
}
