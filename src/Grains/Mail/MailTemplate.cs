using System.Net;
using System.Text.RegularExpressions;

namespace MindBot.Grains.Mail;

/// <summary>One mail's subject, text and HTML, with <c>{{name}}</c> where a value comes.</summary>
internal sealed partial record MailTemplate(string Subject, string Text, string Html)
{
    /// <summary>A placeholder, or braces that are none.</summary>
    [GeneratedRegex(@"\{\{([a-z_]+)\}\}|\{\{|\}\}")]
    private static partial Regex Placeholder { get; }

    public static IEnumerable<string> PlaceholdersOf(string text) => Placeholder.Matches(text).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>Every value is one line: nobody's name becomes a paragraph of ours.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder.Replace(text, match => SingleLine(values[match.Groups[1].Value]));

    public static string FillHtml(string html, IReadOnlyDictionary<string, string> values) =>
        Placeholder.Replace(html, match => WebUtility.HtmlEncode(SingleLine(values[match.Groups[1].Value])));

    private static string SingleLine(string value) =>
        string.Concat(value.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
