using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MindBot.WebFront.Hosting;

/// <summary>Where this server can be reached from this machine; known once it listens.</summary>
internal sealed class OwnAddress(IServer server)
{
    private static readonly string[] Everywhere = ["0.0.0.0", "[::]", "+", "*"];

    /// <summary>Null before the server listens.</summary>
    public Uri? Find()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault(a => a.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault();
        if (address is null) return null;

        foreach (var everywhere in Everywhere) address = address.Replace($"//{everywhere}:", "//127.0.0.1:");

        // Port 0 is a wish; the real one is there after the start.
        return new Uri(address) is { Port: > 0 } own ? own : null;
    }

    /// <exception cref="InvalidOperationException">The server does not listen yet.</exception>
    public Uri Get() => Find() ?? throw new InvalidOperationException("The server does not listen yet.");
}
