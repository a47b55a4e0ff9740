using System.Globalization;
using System.Text.RegularExpressions;
using MindBot.Grains.Personas;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Personas;

/// <summary>
/// Writes the system prompt of a persona from the catalog's templates. What a user has written is in it as quoted data, see
/// <see cref="QuotedText"/>, and is never looked through for placeholders.
/// </summary>
internal sealed partial class PersonaPrompt
{
    public const string FileName = "persona.txt", CustomFileName = "custom_persona.txt";

    private const int PreviewLength = 400;

    /// <summary>What a prompt that lacks it would not be one of this persona.</summary>
    private static readonly string[] Required = ["name", "summary", "persona", "purpose", "safety"];

    private static readonly string[] Known = [.. Required, "category", "style", "tools"];

    private readonly string template;
    private readonly string customTemplate;

    private PersonaPrompt(string template, string customTemplate) => (this.template, this.customTemplate) = (template, customTemplate);

    [GeneratedRegex(@"\{\{(.*?)\}\}")]
    private static partial Regex Placeholder { get; }

    /// <exception cref="InvalidSettingException">A template is missing, or one of its placeholders is; the message says which.</exception>
    public static PersonaPrompt Load(string catalogFolder)
    {
        var folder = Path.Combine(catalogFolder, "prompts");
        return new PersonaPrompt(Read(Path.Combine(folder, FileName)), Read(Path.Combine(folder, CustomFileName)));
    }

    /// <summary>The whole prompt, for the agent; never for clients of others than the persona's owner.</summary>
    public string Of(PersonaDefinition persona)
    {
        var isCustom = persona.OwnerId is not null;
        return Placeholder.Replace(isCustom ? customTemplate : template, match => match.Groups[1].Value switch
        {
            "name" => Text(persona.Name),
            "summary" => Text(persona.Summary),
            "persona" => Text(persona.Persona),
            "purpose" => Text(persona.Purpose),
            "category" => persona.Category,
            "style" => persona.Voice.Style,
            "safety" => persona.Safety,
            "tools" => persona.Tools.IsEmpty ? "none" : string.Join(", ", persona.Tools),
            var unknown => throw new InvalidOperationException($"The template was not checked for '{unknown}'."),
        });

        string Text(string text) => isCustom ? QuotedText.Of(text) : text;
    }

    /// <summary>How the prompt begins, cut between characters as people see them.</summary>
    public string PreviewOf(PersonaDefinition persona)
    {
        var prompt = Of(persona);
        var starts = StringInfo.ParseCombiningCharacters(prompt);
        return starts.Length <= PreviewLength ? prompt : $"{prompt[..starts[PreviewLength]]}...";
    }

    private static string Read(string path)
    {
        string template;
        try
        {
            template = File.ReadAllText(path).ReplaceLineEndings("\n").Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"The prompt {path} cannot be used: {unreadable.Message}", unreadable);
        }

        var names = Placeholder.Matches(template).Select(match => match.Groups[1].Value).ToHashSet();
        if (names.Except(Known).FirstOrDefault() is { } unknown)
            throw new InvalidSettingException($"The prompt {path} cannot be used: there is no {{{{{unknown}}}}}, only {string.Join(", ", Known)}.");
        if (Required.Except(names).FirstOrDefault() is { } missing)
            throw new InvalidSettingException($"The prompt {path} cannot be used: it lacks {{{{{missing}}}}}.");
        return template;
    }
}
