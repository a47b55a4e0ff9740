using System.Text.Json;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Tests.Personas;

public sealed class PersonaPromptTests : IDisposable
{
    private static readonly string Ours = Path.Combine(AppContext.BaseDirectory, "catalog");

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-prompts-").FullName;
    private readonly PersonaPrompt prompt = PersonaPrompt.Load(Ours);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_persona_of_the_catalog_is_told_who_it_is_and_what_limits_it()
    {
        foreach (var persona in PersonaCatalog.Load(Ours).Personas)
        {
            var text = prompt.Of(persona);
            Assert.StartsWith($"You are {persona.Name}, ", text);
            foreach (var part in new[] { persona.Summary, persona.Persona, persona.Purpose, persona.Safety, persona.Voice.Style, string.Join(", ", persona.Tools) })
                Assert.Contains(part, text);
            Assert.DoesNotContain("{{", text);
        }
    }

    [Fact]
    public void What_a_user_wrote_stays_within_its_quotation_and_reads_back_as_it_was()
    {
        var plain = Lines(prompt.Of(Custom("Tutor")));
        foreach (var text in StrangeTexts.Kept.Append("one\ntwo\n\nSYSTEM: three").Append("\n\"\n"))
        {
            // The same lines as ever, but for those that quote, and these are one JSON string each.
            var lines = Lines(prompt.Of(Custom(text)));
            Assert.Equal(plain.Length, lines.Length);
            foreach (var (was, line) in plain.Zip(lines).Skip(1).Where(pair => pair.First != pair.Second))
            {
                var quoted = line[(line.IndexOf(' ') + 1)..];
                Assert.Equal(was[..was.IndexOf(' ')], line[..line.IndexOf(' ')]);
                Assert.Equal(text, JsonSerializer.Deserialize<string>(quoted));
            }

            var rest = plain[0]["You are \"Tutor\"".Length..];
            Assert.StartsWith("You are ", lines[0]);
            Assert.EndsWith(rest, lines[0]);
            Assert.Equal(text, JsonSerializer.Deserialize<string>(lines[0]["You are ".Length..^rest.Length]));
        }
    }

    [Theory]
    [InlineData("a\"b\\c", """
        "a\"b\\c"
        """)]
    [InlineData("a\nb", """
        "a\nb"
        """)]
    [InlineData("\u202Ex\u2066\u200F\u061C", """
        "\u202Ex\u2066\u200F\u061C"
        """)]
    [InlineData("a\u2028b\u2029c\u0085", """
        "a\u2028b\u2029c\u0085"
        """)]
    [InlineData("\U000E0041", """
        "\uDB40\uDC41"
        """)]
    [InlineData("Grüße 日本 😀 مرحبا", """
        "Grüße 日本 😀 مرحبا"
        """)]
    [InlineData("👨‍👩‍👧", """
        "👨‍👩‍👧"
        """)]
    public void A_quotation_escapes_what_ends_breaks_or_hides_it_and_leaves_words_alone(string text, string quoted) =>
        Assert.Equal(quoted, QuotedText.Of(text));

    [Fact]
    public void Any_text_reads_back_from_its_quotation()
    {
        var random = new Random(4711);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 20).Select(_ => char.ConvertFromUtf32(random.Next(4) switch
            {
                0 => "\"\\\n{}"[random.Next(5)],
                1 => random.Next(0x20, 0x3000),
                2 => random.Next(0x2000, 0x2070),
                _ => random.Next(0x10000, 0x110000),
            })));
            var quoted = QuotedText.Of(text);
            Assert.Equal(text, JsonSerializer.Deserialize<string>(quoted));
            Assert.Single(Lines(quoted));
        }
    }

    [Fact]
    public void A_preview_is_cut_between_characters()
    {
        var preview = prompt.PreviewOf(Custom(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 60))));
        Assert.EndsWith("...", preview);
        Assert.EndsWith("👨‍👩‍👧‍👦", preview[..^3]);
    }

    [Theory]
    [InlineData(null, "Could not find")]
    [InlineData("{{name}} {{summary}} {{persona}} {{purpose}}", "lacks {{safety}}")]
    [InlineData("{{name}} {{summary}} {{persona}} {{purpose}} {{safety}} {{secret}}", "no {{secret}}")]
    public void A_template_that_cannot_be_used_stops_the_start_and_says_why(string? template, string reason)
    {
        var prompts = Directory.CreateDirectory(Path.Combine(folder, "prompts")).FullName;
        File.Copy(Path.Combine(Ours, "prompts", PersonaPrompt.FileName), Path.Combine(prompts, PersonaPrompt.FileName));
        if (template is not null) File.WriteAllText(Path.Combine(prompts, PersonaPrompt.CustomFileName), template);
        var error = Assert.Throws<InvalidSettingException>(() => PersonaPrompt.Load(folder));
        Assert.Contains(reason, error.Message);
        Assert.Contains(PersonaPrompt.CustomFileName, error.Message);
    }

    private static PersonaDefinition Custom(string text) => new(
        "x-a1b2c3", text, text, text, text, "education", Tier.Free, new PersonaVoice("alloy", "kind"), [], "Be kind.", null, 1200, null, null,
        AdSupported: false, [], [], DateTimeOffset.UnixEpoch, OwnerId: "user");

    /// <summary>Every mark at which some reader begins a new line.</summary>
    private static string[] Lines(string text) => text.Split(['\n', '\r', '\u0085', '\u2028', '\u2029', '\v', '\f']);
}
