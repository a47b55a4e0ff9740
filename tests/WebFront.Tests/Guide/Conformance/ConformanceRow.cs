namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>What came of one request of the guide.</summary>
/// <param name="Status">The HTTP status.</param>
internal sealed record ConformanceRow(GuideEndpoint Endpoint, int Status, IReadOnlyList<FieldCheck> Checks)
{
    public IEnumerable<string> Wrong => Status == 200
        ? Checks.Where(check => check.Wrong is not null).Select(check => $"{Endpoint.Name}: {check.Path} {check.Wrong}")
        : [$"{Endpoint.Name}: is answered with {Status}"];

    public int Count(Agreement agreement) => Checks.Count(check => check.Agreement == agreement);
}
