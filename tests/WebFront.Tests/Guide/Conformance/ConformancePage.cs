using System.Text;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>docs/api-conformance.md: what was compared, and what cannot be.</summary>
internal static class ConformancePage
{
    /// <summary>Set to 1, the test writes the page instead of comparing it.</summary>
    public const string UpdateVariable = "MINDBOT_UPDATE_CONFORMANCE";

    public static string PathOfFile { get; } = Path.Combine(GuideDocument.Folder, "api-conformance.md");

    public static string Write(IReadOnlyList<ConformanceRow> rows)
    {
        var page = new StringBuilder();
        page.Append($"""
            # The guide, request by request

            `tests/WebFront.Tests` plays every request of [api-guide.md](api-guide.md) against a running server and holds each answer against the guide's sample:
            every field has to be there, with the same JSON type; with the same value where a rule of the product decides it (prices, minutes, costs,
            names, texts), else with the same form (instants, ids, codes, tokens, addresses). `{UpdateVariable}=1 dotnet test tests/WebFront.Tests` writes this page.

            Requests are sent as printed, with this run's ids and codes. One is not: `POST /personas/professor-oak-tutor/session` goes without `room_name`,
            because its sample shows the name that is made up then. Coupon and subscription are another user's: the coupon is for first purchases.

            | request | status | fields | same value | same form | same type |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var row in rows)
            page.AppendLine(
                $"| `{row.Endpoint.Name}` | {row.Status} | {row.Checks.Count} | {row.Count(Agreement.Value)} | {row.Count(Agreement.Form)} | {row.Count(Agreement.Type)} |");
        page.AppendLine(
            $"| {rows.Count} requests | | {rows.Sum(row => row.Checks.Count)} | {Sum(rows, Agreement.Value)} | {Sum(rows, Agreement.Form)} | {Sum(rows, Agreement.Type)} |");
        page.Append("""

            ## Compared by type alone

            The samples' values of these fields follow from no rule.

            | request | field | because it |
            | --- | --- | --- |

            """);
        foreach (var field in FreeFields.All) page.AppendLine($"| `{field.Endpoint}` | `{field.Path}` | {field.Reason} |");
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static int Sum(IReadOnlyList<ConformanceRow> rows, Agreement agreement) => rows.Sum(row => row.Count(agreement));
}
