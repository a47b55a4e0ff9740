using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MindBot.Gateways.Tests.Mail;

/// <summary>A mail as a receiver reads it.</summary>
public sealed partial class ReceivedMail
{
    /// <summary>Sender and recipients of the envelope.</summary>
    public string From { get; init; } = "";

    public List<string> To { get; } = [];

    /// <summary>The header lines, unfolded, as they were sent.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>The parts in their order, by media type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parts { get; private set; } = [];

    public string Raw { get; private set; } = "";

    public string Text => Parts.Single(part => part.Key == "text/plain").Value;

    public string Html => Parts.Single(part => part.Key == "text/html").Value;

    /// <summary>The one header of that name, decoded.</summary>
    public string Header(string name) => EncodedWord.Replace(
        WordGap.Replace(Value(Headers, name), "?==?"),
        match => match.Groups[1].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[2].Value))
            : QuotedPrintable(match.Groups[2].Value.Replace('_', ' ')));

    public void Read(string data)
    {
        Raw = data;
        var (headers, body) = Split(data);
        Headers = headers;
        var boundary = Regex.Match(Value(headers, "Content-Type"), "boundary=\"?([^\";]+)").Groups[1].Value;
        Parts =
        [
            .. body.Split($"--{boundary}").Skip(1).SkipLast(1).Select(part => Split(part.TrimStart())).Select(part =>
            {
                Assert.Equal("quoted-printable", Value(part.Headers, "Content-Transfer-Encoding"));
                var type = Value(part.Headers, "Content-Type").Split("; charset=");
                Assert.Equal("utf-8", type[1]);
                return KeyValuePair.Create(type[0], QuotedPrintable(part.Body).ReplaceLineEndings("\n"));
            }),
        ];
    }

    [GeneratedRegex(@"=\?utf-8\?([BQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord { get; }

    /// <summary>White space between encoded words is none of the text.</summary>
    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex WordGap { get; }

    private static string Value(IReadOnlyList<string> headers, string name) =>
        Assert.Single(headers, line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    private static (IReadOnlyList<string> Headers, string Body) Split(string text)
    {
        var halves = text.Split("\r\n\r\n", 2);
        return (Regex.Replace(halves[0], "\r\n[ \t]", " ").Split("\r\n", StringSplitOptions.RemoveEmptyEntries), halves[1]);
    }

    private static string QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\r\n", "");
        for (var i = 0; i < text.Length; i += text[i] == '=' ? 3 : 1)
            bytes.Add(text[i] == '=' ? byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : (byte)text[i]);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
