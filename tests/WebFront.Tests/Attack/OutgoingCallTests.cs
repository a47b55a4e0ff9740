using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Tests.Attack.Fuzzing;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>The server calls the addresses of its settings, and no other, whoever names one. (Requests that name one: <see cref="FuzzTests"/>.)</summary>
[Collection(AttackCollection.Name)]
public sealed class OutgoingCallTests(AttackedServer attacked)
{
    [Theory]
    [InlineData("Stripe")]
    [InlineData("LiveKit")]
    public async Task An_answer_that_sends_elsewhere_is_not_followed(string client)
    {
        using var elsewhere = new Canary();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var redirecting = Redirect(listener, elsewhere.Address);
        using var http = attacked.Server.Services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
        using var answer = await http.GetAsync($"http://{listener.LocalEndpoint}/");
        await redirecting;
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.False(elsewhere.WasCalled);
    }

    private static async Task Redirect(TcpListener listener, Uri elsewhere)
    {
        using var caller = await listener.AcceptTcpClientAsync();
        var stream = caller.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }
}
