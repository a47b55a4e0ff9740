namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>
/// The traces that were recorded on Microsoft Orleans: a file per feature, a section per scenario, whose heading is its name. A new or changed scenario
/// needs a new recording, which the full build's tests make: <c>MINDBOT_RECORD_TRACES=… dotnet test tests/EmbeddedSilo.Tests -p:Full=true</c>.
/// </summary>
public static class RecordedTraces
{
    private const string Heading = "== ";
    private const string Comment = "# ";

    /// <summary>The recorded traces by feature and scenario name.</summary>
    public static IReadOnlyDictionary<(string Feature, string Name), IReadOnlyList<string>> All { get; } = Read();

    private static Dictionary<(string, string), IReadOnlyList<string>> Read()
    {
        var traces = new Dictionary<(string, string), IReadOnlyList<string>>();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Conformance", "Traces"), "*.txt"))
        {
            List<string>? trace = null;
            foreach (var line in File.ReadLines(file))
            {
                if (line.StartsWith(Heading, StringComparison.Ordinal))
                    traces.Add((Path.GetFileNameWithoutExtension(file), line[Heading.Length..]), trace = []);
                else if (line.Length > 0 && !line.StartsWith(Comment, StringComparison.Ordinal))
                    trace!.Add(line);
            }
        }

        return traces;
    }
}
