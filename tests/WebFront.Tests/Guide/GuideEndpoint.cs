using System.Text.Json;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>A request of the guide, and what is answered.</summary>
/// <param name="Heading">What it is under.</param>
/// <param name="Target">Path and query, as printed.</param>
/// <param name="Body">Null where none is shown, or something else than JSON.</param>
/// <param name="Sample">The answer as printed, without its comments.</param>
internal sealed record GuideEndpoint(
    string Heading, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, JsonElement? Body, JsonElement Sample)
{
    /// <summary>As in <c>POST /time/purchase</c>.</summary>
    public string Name => $"{Method} {Target.Split('?')[0]}";

    public bool NeedsToken => Headers.Any(header => header.Name == "Authorization");
}
