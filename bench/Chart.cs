using System.Globalization;
using System.Net;
using System.Text;

namespace MindBot.Bench;

/// <summary>Horizontal bars, one group a chart, each group on its own scale.</summary>
internal static class Chart
{
    private const int Width = 860, Left = 300, Bar = 18, Gap = 8, Head = 40;

    public static string Render(IReadOnlyList<(string Chart, string Label, double Value, string Text)> bars)
    {
        var body = new StringBuilder();
        var y = 16;
        foreach (var group in bars.GroupBy(bar => bar.Chart))
        {
            body.Append(CultureInfo.InvariantCulture, $"<text x='12' y='{y + 16}' class='h'>{WebUtility.HtmlEncode(group.Key)}</text>\n");
            y += Head - 10;
            var largest = group.Max(bar => bar.Value);
            foreach (var (_, label, value, text) in group)
            {
                var length = Math.Max(2, (Width - Left - 170) * value / largest);
                body.Append(CultureInfo.InvariantCulture, $"<text x='{Left - 8}' y='{y + 14}' class='l'>{WebUtility.HtmlEncode(label)}</text>");
                body.Append(CultureInfo.InvariantCulture, $"<rect x='{Left}' y='{y}' width='{length:0.#}' height='{Bar}' rx='3'/>");
                body.Append(CultureInfo.InvariantCulture, $"<text x='{Left + length + 8:0.#}' y='{y + 14}'>{WebUtility.HtmlEncode(text)}</text>\n");
                y += Bar + Gap;
            }

            y += 14;
        }

        return $"""
            <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {y}' font-family='system-ui, sans-serif' font-size='13'>
            <style>rect.b{"{"}fill:#fff{"}"} rect{"{"}fill:#4c78a8{"}"} text{"{"}fill:#333{"}"} .h{"{"}font-weight:600;font-size:14px{"}"} .l{"{"}text-anchor:end{"}"}</style>
            <rect class='b' width='{Width}' height='{y}'/>
            {body}</svg>
            """;
    }
}
