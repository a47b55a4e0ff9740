using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

/// <summary>A body arrives in whatever pieces the network makes of it.</summary>
[Collection(FrontCollection.Name)]
public sealed class SplitBodyTests(FrontServer server)
{
    private const string Number = "1234567890123456";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_numeric_session_id_that_arrives_in_two_pieces_is_one_number(bool chunked)
    {
        var user = await server.NewUserWith("starter_1h");
        string[] parts = ["{\"session_id\":12345678", $"90123456,\"room_name\":\"room_split_{chunked}\"}}"];
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var connection = client.GetStream();
        await Write(connection, Head(user, chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {parts.Sum(part => part.Length)}"));
        foreach (var part in parts)
        {
            await Write(connection, chunked ? string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n{part}\r\n") : part);
            // Whether the server has read the first piece by then or not, it must understand both.
            await Task.Delay(100);
        }

        if (chunked) await Write(connection, "0\r\n\r\n");
        var answer = await new StreamReader(connection).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.Contains($"\"session_id\":\"{Number}\"", answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_numeric_session_id_is_one_number_wherever_in_the_body_it_is(bool chunked)
    {
        var user = await server.NewUserWith("starter_1h");
        var number = new string('7', 128);
        // Steps shorter than the number: in some of them it lies across the end of a buffer, however large the headers are.
        for (var offset = 0; offset <= 4_200; offset += 100)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/time/session/start")
            {
                Content = new StringContent(
                    $$"""{{new string(' ', offset)}}{"session_id":{{number}},"room_name":"room_offset_{{chunked}}"}""", Encoding.UTF8, "application/json"),
            };
            request.Headers.TransferEncodingChunked = chunked;
            Assert.Equal(number, (await user.Http.SendAsync(request).Ok()).Text("session_id"));
        }
    }

    private string Head(ApiUser user, string length) =>
        $"POST /time/session/start HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {user.SignedIn.Text("access_token")}\r\n"
        + $"Content-Type: application/json\r\nConnection: close\r\n{length}\r\n\r\n";

    private static ValueTask Write(NetworkStream connection, string text) => connection.WriteAsync(Encoding.ASCII.GetBytes(text));
}
