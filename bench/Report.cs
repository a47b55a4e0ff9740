using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MindBot.Bench;

/// <summary>Collects tables and bars while the benchmarks run; prints them at once and writes the page at the end.</summary>
internal sealed class Report
{
    private readonly StringBuilder page = new();
    private readonly List<(string Chart, string Label, double Value, string Text)> bars = [];

    public void Section(string title, string text) => page.Append($"\n## {title}\n\n{text}\n\n");

    public void Table(string[] head, IEnumerable<string[]> rows)
    {
        Row(head);
        Row([.. head.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows) Row(row);
        page.Append('\n');
    }

    public void Bar(string chart, string label, double value, string text) => bars.Add((chart, label, value, text));

    public static string Number(double value) =>
        value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    public static string Ratio(double value) => value.ToString(value >= 10 ? "0" : "0.00", CultureInfo.InvariantCulture) + " ×";

    public static string Percent(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>Writes a page without a chart.</summary>
    public void WritePage(string path, string head)
    {
        File.WriteAllText(path, head + page);
        Console.WriteLine($"\nWrote {path}.");
    }

    public void Write(string docs)
    {
        var head = $"""
            # Performance

            Measured by `dotnet run -c Release --project bench`, which wrote this page and the chart. Every table compares what ran in the same run on the same
            machine: {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.

            ![chart](performance.svg)

            """;
        File.WriteAllText(Path.Combine(docs, "performance.md"), head + page);
        File.WriteAllText(Path.Combine(docs, "performance.svg"), Chart.Render(bars));
        Console.WriteLine($"\nWrote {Path.Combine(docs, "performance.md")} and performance.svg.");
    }

    private void Row(string[] cells)
    {
        var line = $"| {string.Join(" | ", cells)} |";
        page.Append(line).Append('\n');
        Console.WriteLine(line);
    }
}
