using System.Globalization;
using System.Text;

namespace MindBot.WebFront.Tests.Attack.Fuzzing;

/// <summary>A request as it goes over the wire, more or less.</summary>
/// <param name="Operation">What it was derived from; its method and address may be others.</param>
/// <param name="Target">Path and query, as they are sent.</param>
public sealed record FuzzRequest(
    ServedOperation Operation, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    private static readonly string[] OfContent = ["Content-Type", "Content-Encoding", "Content-Language", "Content-Range"];

    public HttpRequestMessage ToHttp(Uri server)
    {
        var address = new Uri(server.GetLeftPart(UriPartial.Authority) + Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is not null) request.Content = new ByteArrayContent(Body);
        foreach (var (name, value) in Headers)
            if (!OfContent.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
            else request.Content?.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>For a shell, to try it again.</summary>
    public string ToCurl(Uri server)
    {
        var line = new StringBuilder($"curl -i --path-as-is -X {Method} {Quote(Encoding.UTF8.GetBytes(server.GetLeftPart(UriPartial.Authority) + Target))}");
        foreach (var (name, value) in Headers) line.Append(" -H ").Append(Quote(Encoding.UTF8.GetBytes($"{name}: {value}")));
        if (Body is not null) line.Append(" --data-binary ").Append(Quote(Body));
        return line.ToString();
    }

    private static string Quote(byte[] bytes)
    {
        var quoted = new StringBuilder("$'");
        foreach (var one in bytes)
            if (one is (byte)'\'' or (byte)'\\') quoted.Append('\\').Append((char)one);
            else if (one is >= 0x20 and < 0x7f) quoted.Append((char)one);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}");
        return quoted.Append('\'').ToString();
    }
}
