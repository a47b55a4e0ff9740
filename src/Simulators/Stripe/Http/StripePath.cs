namespace MindBot.Simulators.Stripe.Http;

/// <summary>The part of an address that is the simulator's own, wherever it is mounted.</summary>
internal static class StripePath
{
    public static string Of(string path)
    {
        foreach (var root in (ReadOnlySpan<string>)["/v1", "/simulate"])
            if (path.IndexOf(root, StringComparison.Ordinal) is >= 0 and var at) return path[at..];
        return path;
    }
}
