namespace MindBot.Gateways.Mail;

/// <summary>Texts that others chose, made harmless for a header line.</summary>
internal static class HeaderText
{
    /// <summary>
    /// On one line, so that nobody adds headers of their own; and without the beginning of an encoded word (RFC 2047), in which a mail reader
    /// would find other characters than we looked at.
    /// </summary>
    public static string Line(string text) =>
        string.Concat(text.Select(c => IsLineBreak(c) ? ' ' : c)).Replace("=?", "= ?", StringComparison.Ordinal).Trim();

    /// <summary>A name that cannot leave its quotation marks, and so cannot look like an address.</summary>
    public static string Name(string text) => Line(text).Replace('"', '\'').Replace('\\', '/');

    private static bool IsLineBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
