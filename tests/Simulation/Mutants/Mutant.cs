namespace MindBot.Simulation.Mutants;

/// <summary>A planted bug: in <paramref name="File"/> (from <c>src</c> on) <paramref name="Original"/>, which is there exactly once, becomes <paramref name="Replacement"/>.</summary>
public sealed record Mutant(string What, string File, string Original, string Replacement)
{
    public string Project => File[..File.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The file's text with the bug in it.</summary>
    /// <exception cref="InvalidOperationException">The original text is not there exactly once: this entry has to follow the code.</exception>
    public string Plant(string text)
    {
        var at = text.IndexOf(Original, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(Original, at + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"\"{What}\": not exactly once in {File}: {Original}");
        return text[..at] + Replacement + text[(at + Original.Length)..];
    }
}
