using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MindBot.WebFront.Tests.Server;

/// <summary>In the full build every server's silo listens too, so servers beside each other need ports of their own.</summary>
public static class SiloPorts
{
    /// <summary>Settings with two free ports.</summary>
    public static string[] Take()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return ["--MINDBOT_SILO_PORT", PortOf(silo), "--MINDBOT_GATEWAY_PORT", PortOf(gateway)];
    }

    private static string PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
}
