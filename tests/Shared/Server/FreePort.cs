using System.Net;
using System.Net.Sockets;

namespace MindBot.Tests.Server;

internal static class FreePort
{
    /// <summary>Below the ports that systems hand out by themselves, so that it is still free when the next process wants it.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
            }
        }
    }
}
