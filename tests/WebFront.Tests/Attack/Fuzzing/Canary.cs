using System.Net;
using System.Net.Sockets;

namespace MindBot.WebFront.Tests.Attack.Fuzzing;

/// <summary>Listens where nobody should call.</summary>
internal sealed class Canary : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public Canary() => listener.Start();

    public Uri Address => new($"http://{listener.LocalEndpoint}/canary");

    /// <summary>Somebody did.</summary>
    public bool WasCalled => listener.Pending();

    public void Dispose() => listener.Dispose();
}
