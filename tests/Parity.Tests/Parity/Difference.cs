using MindBot.Parity.Tests.Api;

namespace MindBot.Parity.Tests.Parity;

/// <summary>One line in which a type of the embedded silo differs from its namesake.</summary>
/// <param name="Line"><c>+ line</c>: only the embedded silo has it. <c>- line</c>: it lacks it, and code can notice.</param>
internal sealed record Difference(string Type, string Line)
{
    public static IEnumerable<Difference> Between(ApiType embedded, ApiType orleans) =>
    [
        .. embedded.Lines.Except(orleans.Lines).Select(line => new Difference(embedded.Name, "+ " + line)),
        .. orleans.BindingLines.Except(embedded.Lines).Select(line => new Difference(embedded.Name, "- " + line)),
    ];

    /// <summary>For people: the difference and what Orleans has instead.</summary>
    public string Explain(ApiType orleans)
    {
        var name = MemberName(Line[2..]);
        var namesakes = orleans.Lines.Where(line => MemberName(line) == name).ToList();
        var instead = Line[0] == '-' ? [] : namesakes.Count == 0 ? ["nothing of that name"] : namesakes;
        return string.Join("\n      ", [$"  {Line}", .. instead.Select(line => $"{orleans.Source} has: {line}")]);
    }

    /// <summary>The word before the parameters, accessors or value; the first word of lines about the type.</summary>
    private static string MemberName(string line)
    {
        var words = line.Split(['(', '{', '=', '['], 2)[0].TrimEnd().Split(' ');
        return words[0] is "public" or "protected" ? words[^1].Split('<')[0] : words[0];
    }
}
