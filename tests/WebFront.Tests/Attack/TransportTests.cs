using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindBot.WebFront.Tests.Server;
using MindBot.WebFront.Tests.Subscriptions;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>What is no request, or more than one, or never ends: it is refused or cut off, and the next request is answered.</summary>
public sealed partial class TransportTests(ImpatientServer impatient) : IClassFixture<ImpatientServer>
{
    private const string Login = "POST /auth/login HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nConnection: close\r\n";

    private Uri Address => impatient.Server.Address;

    [Fact]
    public async Task The_limits_are_those_that_are_promised()
    {
        await using var server = new Started(await FrontServer.StartAnother(null));
        var limits = server.Front.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.Equal(64 * 1024, limits.MaxRequestBodySize);
        Assert.Equal(32 * 1024, limits.MaxRequestLineSize);
        Assert.Equal(32 * 1024, limits.MaxRequestHeadersTotalSize);
        Assert.Equal(100, limits.MaxRequestHeaderCount);
        Assert.Equal(TimeSpan.FromSeconds(15), limits.RequestHeadersTimeout);
        Assert.Equal(TimeSpan.FromSeconds(120), limits.KeepAliveTimeout);
        Assert.Equal((240.0, TimeSpan.FromSeconds(5)), (limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MinRequestBodyDataRate.GracePeriod));
        Assert.Equal((240.0, TimeSpan.FromSeconds(5)), (limits.MinResponseDataRate!.BytesPerSecond, limits.MinResponseDataRate.GracePeriod));
        Assert.Equal(20_000, limits.MaxConcurrentConnections);
    }

    [Fact]
    public async Task Headers_that_trickle_in_are_cut_off()
    {
        await using var connection = await RawConnection.To(Address);
        await connection.Write($"GET /healthz HTTP/1.1\r\nHost: {connection.Host}\r\n");
        var began = Stopwatch.GetTimestamp();
        var hearing = connection.ReadToEnd();
        while (!hearing.IsCompleted && Stopwatch.GetElapsedTime(began) < ImpatientServer.Patience)
        {
            if (!await connection.Write("X: a\r\n")) break;
            await Task.WhenAny(hearing, Task.Delay(100));
        }

        Assert.DoesNotContain("200 OK", await hearing);
        await AssertAnswers();
    }

    [Theory]
    [InlineData("Content-Length: 60000\r\n\r\n", "{")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")]
    public async Task A_body_that_trickles_in_is_cut_off(string length, string piece)
    {
        await using var connection = await RawConnection.To(Address);
        await connection.Write(Login.Replace("{host}", connection.Host) + length);
        var began = Stopwatch.GetTimestamp();
        var hearing = connection.ReadToEnd();
        while (!hearing.IsCompleted && Stopwatch.GetElapsedTime(began) < ImpatientServer.Patience)
        {
            if (!await connection.Write(piece)) break;
            await Task.WhenAny(hearing, Task.Delay(100));
        }

        AssertRefused(await hearing);
        await AssertAnswers();
    }

    [Fact]
    public async Task A_hundred_who_say_nothing_keep_nobody_out()
    {
        var silent = new List<RawConnection>();
        for (var i = 0; i < 100; i++) silent.Add(await RawConnection.To(Address));
        foreach (var half in silent.Take(50)) await half.Write("POST /auth/login HTTP/1.1\r\n");
        await AssertAnswers();
        await Task.WhenAll(silent.Take(50).Select(connection => connection.ReadToEnd()));
        foreach (var connection in silent) await connection.DisposeAsync();
    }

    [Theory]
    [InlineData("a line too long", 414)]
    [InlineData("a method too long", 414)]
    [InlineData("a header too long", 431)]
    [InlineData("too many headers", 431)]
    [InlineData("a body too long", 413)]
    [InlineData("chunks too long", 413)]
    [InlineData("a body to nowhere", 404)]
    public async Task What_is_too_large_is_refused(string what, int status)
    {
        var answer = await RawConnection.Say(Address, what switch
        {
            "a line too long" => $"GET /{new string('a', 40_000)} HTTP/1.1\r\nHost: {{host}}\r\n\r\n",
            "a method too long" => $"{new string('A', 40_000)} / HTTP/1.1\r\nHost: {{host}}\r\n\r\n",
            "a header too long" => $"GET /healthz HTTP/1.1\r\nHost: {{host}}\r\nX: {new string('a', 40_000)}\r\n\r\n",
            "too many headers" => $"GET /healthz HTTP/1.1\r\nHost: {{host}}\r\n{string.Concat(Enumerable.Repeat("X: 1\r\n", 200))}\r\n",
            "a body too long" => $"{Login}Content-Length: 9999999999\r\n\r\n{{",
            "chunks too long" => $"{Login}Transfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat($"4000\r\n{new string(' ', 0x4000)}\r\n", 5))}",
            _ => $"POST /nowhere HTTP/1.1\r\nHost: {{host}}\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n{new string('x', 100_000)}",
        });
        // Whose request is still on its way when the connection is closed may not hear why.
        if (answer.Length > 0) Assert.True(Statuses(answer) is [var only] && only == status, $"{what}: {answer}");
        await AssertAnswers();
    }

    [Theory]
    [InlineData("both lengths", Login + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("both lengths, the other way round", Login + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("both lengths on a connection to be kept", "POST /auth/login HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("two lengths", Login + "Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}  ")]
    [InlineData("a list of lengths", Login + "Content-Length: 2, 2\r\n\r\n{}")]
    [InlineData("a length below nothing", Login + "Content-Length: -2\r\n\r\n{}")]
    [InlineData("a space before the colon", Login + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("an encoding that is none", Login + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("chunked, but not at last", Login + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n")]
    [InlineData("a chunk without an end", Login + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n")]
    [InlineData("a chunk below nothing", Login + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n")]
    [InlineData("a line feed in a chunk's extension", Login + "Transfer-Encoding: chunked\r\n\r\n2;a=b\n{}\r\n0\r\n\r\n")]
    [InlineData("a folded header", "GET /healthz HTTP/1.1\r\nHost: {host}\r\nX: a\r\n b\r\n\r\n")]
    [InlineData("a zero in a header", "GET /healthz HTTP/1.1\r\nHost: {host}\r\nX: a\0b\r\n\r\n")]
    [InlineData("a zero in the address", "GET /auth%00/me HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("an address in bytes", "GET /auth/\u00e9 HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("an escape in the method", "GE\u001bT /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("no host", "GET /healthz HTTP/1.1\r\n\r\n")]
    [InlineData("two hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("a host that is none", "GET /healthz HTTP/1.1\r\nHost: a/b@c\r\n\r\n")]
    [InlineData("another host in the address", "GET http://evil.example.com/auth/me HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("no version", "GET /healthz\r\n\r\n")]
    [InlineData("nothing of HTTP", "\0\u0001\u0002 garbage\r\n\r\n")]
    [InlineData("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003aaaaaaaaaaaaaaaaaaaa\r\n\r\n")]
    public async Task What_is_no_single_request_is_refused_once_and_the_connection_closed(string what, string request)
    {
        var answer = await RawConnection.Say(Address, request);
        Assert.True(Statuses(answer) is [>= 400 and < 500], $"{what}: {answer}");
        await AssertAnswers();
    }

    [Fact]
    public async Task Another_version_of_HTTP_than_is_spoken_here_ends_the_connection()
    {
        Assert.Equal<int[]>([505], Statuses(await RawConnection.Say(Address, "GET /healthz HTTP/2.0\r\nHost: {host}\r\n\r\n")));
        // HTTP/2 without TLS: a frame that says goodbye.
        Assert.Empty(Statuses(await RawConnection.Say(Address, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")));
        await AssertAnswers();
    }

    [Fact]
    public async Task Garbage_behind_a_request_takes_nothing_from_its_answer()
    {
        var answer = await RawConnection.Say(Address, "GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n\0\u0001garbage\r\n\r\n");
        Assert.Equal<int[]>([200, 400], Statuses(answer));
        await AssertAnswers();
    }

    [Fact]
    public async Task HTTP_of_the_last_century_is_answered_and_closed() =>
        Assert.Equal<int[]>([200], Statuses(await RawConnection.Say(Address, "GET /healthz HTTP/1.0\r\n\r\n")));

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/auth/me")]
    [InlineData("/openapi/v1.json")]
    public async Task A_host_that_somebody_claims_is_repeated_nowhere(string path)
    {
        var answer = await RawConnection.Say(
            Address, $"GET {path} HTTP/1.1\r\nHost: evil.example.com\r\nX-Forwarded-Host: evil.example.com\r\nForwarded: host=evil.example.com\r\nConnection: close\r\n\r\n");
        Assert.Single(Statuses(answer));
        Assert.DoesNotContain("evil", answer);
    }

    [Theory]
    [InlineData("100,000 levels")]
    [InlineData("as many levels as fit")]
    [InlineData("a million keys")]
    [InlineData("as many keys as fit")]
    [InlineData("a long number")]
    [InlineData("gzip")]
    public async Task A_bomb_does_not_go_off(string what)
    {
        var body = what switch
        {
            "100,000 levels" => new string('[', 100_000) + new string(']', 100_000),
            "as many levels as fit" => "{\"email\":" + new string('[', 32_000) + new string(']', 32_000) + "}",
            "a million keys" => "{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"k{i}\":0")) + "}",
            "as many keys as fit" => "{" + string.Join(',', Enumerable.Range(0, 6_000).Select(i => $"\"k{i}\":0")) + "}",
            "a long number" => "{\"email\":1" + new string('0', 60_000) + "}",
            _ => "\u001f\u008b\u0008\0\0\0\0\0",
        };
        var encoding = what == "gzip" ? "Content-Encoding: gzip\r\n" : "";
        var answer = await RawConnection.Say(Address, $"{Login}{encoding}Content-Length: {body.Length}\r\n\r\n{body}");
        if (answer.Length > 0) Assert.True(Statuses(answer) is [400 or 413 or 415], $"{what}: {answer}");
        await AssertAnswers();
    }

    [Theory]
    [InlineData(100_000, 0)]
    [InlineData(0, 20_000)]
    public async Task A_bomb_that_Stripe_has_signed_does_not_go_off_either(int levels, int keys)
    {
        var body = levels > 0
            ? "{\"data\":" + new string('[', levels) + new string(']', levels) + "}"
            : "{" + string.Join(',', Enumerable.Range(0, keys).Select(i => $"\"k{i}\":0")) + "}";
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Stripe-Signature", StripeDesk.Sign(impatient.Server, body));
        await impatient.Server.Anonymous.SendAsync(request).Problem(400, "invalid_event");
    }

    private static void AssertRefused(string answer) => Assert.True(answer.Length == 0 || Statuses(answer) is [>= 400 and < 500], answer);

    private static int[] Statuses(string answer) => [.. StatusLine().Matches(answer).Select(match => int.Parse(match.Groups[1].ValueSpan))];

    private async Task AssertAnswers() => Assert.Equal("ok", await impatient.Server.Anonymous.GetStringAsync("/healthz"));

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})", RegexOptions.Multiline)]
    private static partial Regex StatusLine();

    private sealed record Started(FrontServer Front) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Front.DisposeAsync();
    }
}
