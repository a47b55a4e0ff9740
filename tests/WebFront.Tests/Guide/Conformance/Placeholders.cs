using System.Text.RegularExpressions;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>What the ids of the samples stand for in this run.</summary>
internal sealed partial class Placeholders
{
    private readonly Dictionary<string, string> meant = [];

    /// <summary>The first answer says what an id stands for; every later one has to say the same.</summary>
    public bool Stands(string sample, string answer) => meant.TryAdd(Key(sample), answer) || meant[Key(sample)] == answer;

    /// <summary>The text with ids of this run.</summary>
    public string Fill(string text) => Ids().Replace(text, id => meant.GetValueOrDefault(Key(id.Value), id.Value));

    /// <summary>The guide has two names for its one user.</summary>
    private static string Key(string sample) => sample.StartsWith("user_", StringComparison.Ordinal) ? "user" : sample;

    [GeneratedRegex(@"\buser_(id|\d+)\b|\btcrd_\d+\b|\bABCD-EFGH-IJKL\b|\bpi_[A-Za-z0-9]+|\bsub_\d+\b|\bsess_\d+\b")]
    private static partial Regex Ids();
}
