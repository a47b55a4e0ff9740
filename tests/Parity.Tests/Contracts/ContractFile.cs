using System.Collections.Immutable;

namespace MindBot.Parity.Tests.Contracts;

/// <summary>Compares two renderings of the contracts.</summary>
internal static class ContractFile
{
    /// <summary>Keys of the old text that the new one has not: aliases, ids of members, names in stored rows.</summary>
    public static IReadOnlyList<string> Lost(IEnumerable<string> old, IEnumerable<string> current) =>
        [.. Keys(old).Except(Keys(current)).Order(StringComparer.Ordinal)];

    /// <summary>Lines that only one text has, each under its headline; - for the old text, + for the new one.</summary>
    public static IReadOnlyList<string> Diff(IEnumerable<string> old, IEnumerable<string> current)
    {
        var (before, after) = (Whole(old), Whole(current));
        return
        [
            .. before.Except(after).Select(line => (Line: line, Sign: "-"))
                .Concat(after.Except(before).Select(line => (Line: line, Sign: "+")))
                .OrderBy(change => change.Line, StringComparer.Ordinal).Select(change => $"{change.Sign} {change.Line}"),
        ];
    }

    private static ImmutableHashSet<string> Keys(IEnumerable<string> lines) => [.. Whole(lines).Select(Key)];

    private static string Key(string line) => line.Split(": ", 2)[0];

    /// <summary>Lines that stand alone: a member's line starts with the key of what it belongs to.</summary>
    private static ImmutableHashSet<string> Whole(IEnumerable<string> lines)
    {
        var owner = "";
        var whole = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ') owner = Key(line);
            whole.Add(line[0] == ' ' ? $"{owner} / {line.Trim()}" : line);
        }

        return whole.ToImmutable();
    }
}
