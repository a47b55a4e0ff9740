namespace MindBot.WebFront.Demo;

/// <summary>Prints the story as a person would want to read it.</summary>
internal sealed class DemoVoice(TextWriter output)
{
    private int chapter;

    public void Title(string text) => output.WriteLine($"\n{text}");

    public void Chapter(string text) => output.WriteLine($"\n{++chapter}. {text}");

    public void Say(string text) => output.WriteLine($"   {text}");

    /// <summary>A request as it goes over the wire, for those who want to do the same.</summary>
    public void Request(string method, string path, string? body = null) =>
        output.WriteLine($"   > {method} {path}{(body is null ? "" : $"  {body}")}");

    public void Table(IEnumerable<string[]> rows)
    {
        string[][] lines = [.. rows];
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine("     " + string.Join("  ", line.Select((cell, column) => Pad(cell, widths[column]))));
    }

    /// <summary>Numbers to the right, words to the left.</summary>
    private static string Pad(string cell, int width) =>
        cell.Length > 0 && (char.IsAsciiDigit(cell[^1]) || cell.EndsWith(" s", StringComparison.Ordinal)) && !char.IsAsciiLetter(cell[0])
            ? cell.PadLeft(width)
            : cell.PadRight(width);
}
